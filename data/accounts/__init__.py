"""Who signs in: accounts, what they were granted, and their sessions. Who sees what for it is the gate's business."""
