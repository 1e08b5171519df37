"""Problems that several rooms solve: walls, vortices, nucleation, screening, currents through strips."""
