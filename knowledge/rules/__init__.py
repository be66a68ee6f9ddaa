"""The pure decisions of the knowledge bank: how an article is read, cut, analysed and ranked."""
