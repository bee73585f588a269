"""Questions about what follows an engagement, and forecasts that can be scored."""
