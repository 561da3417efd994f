"""What answers the requests of browsers and of those who follow the IRIs of the data."""
