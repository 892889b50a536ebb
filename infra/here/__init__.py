"""What runs on one machine alone: the gateway, the emulator, the invented community."""
