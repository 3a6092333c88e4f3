"""Training of the encoder that `loaders.language` ships: ``python -m loaders.training --help``.

Needs the extra ``train`` (PyTorch, ONNX and the base weights); the program itself never imports it.
"""
