"""How fast raadsbrief is, as ratios that hold on any machine: `make bench`."""
