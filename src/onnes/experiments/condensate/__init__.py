"""Parts of the experiment `gap`: the metal, its curves over temperature, its readings, its picture."""
