"""Engine.IO 4 as this service needs it: text over WebSocket and long polling, and nothing else."""
