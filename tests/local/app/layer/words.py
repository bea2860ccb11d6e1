WORDS = "from the layer"
