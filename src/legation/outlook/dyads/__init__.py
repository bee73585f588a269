"""Whether one state does something toward another within some days: model, scores, parameters."""
