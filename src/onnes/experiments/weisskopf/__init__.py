"""What the experiments `potential-tube` and `estimate` are made of."""
