from unknown_module import f0

x = [v for v in [1, 2] if v == 2 or f0][0]
