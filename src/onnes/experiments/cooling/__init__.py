"""Parts of the field-cooling experiment: setting, apparatus, protocols, readings, pictures."""
