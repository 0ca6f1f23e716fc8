"""What a monitoring system is told of a node: numbers of the line and of the machine."""
