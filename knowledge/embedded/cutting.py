"""Writes the pieces of words in the form that SentencePiece reads."""

from typing import Any

from sentencepiece import sentencepiece_model_pb2

from knowledge.embedded.weights import Weights

form: Any = sentencepiece_model_pb2
"""Made of a protocol at run time, so that types do not see what it holds."""


def cutter_model(weights: Weights) -> bytes:
    """The model that cuts a text in the numbers of its pieces, likeliest cut first. Costs about half a second.

    The map of characters is not in it: the caller translates first.
    """
    model = form.ModelProto()
    special = {weights.begin, weights.end, weights.padding}
    for number, (piece, score) in enumerate(zip(weights.pieces, weights.scores.tolist(), strict=True)):
        kind = form.ModelProto.SentencePiece.NORMAL
        if number in special:
            kind = form.ModelProto.SentencePiece.CONTROL
        elif number == weights.unknown:
            kind = form.ModelProto.SentencePiece.UNKNOWN
        model.pieces.add(piece=piece, score=score, type=kind)
    trained = model.trainer_spec
    trained.model_type, trained.vocab_size = form.TrainerSpec.UNIGRAM, len(model.pieces)
    trained.bos_id, trained.eos_id = weights.begin, weights.end
    trained.pad_id, trained.unk_id = weights.padding, weights.unknown
    model.normalizer_spec.name = "identity"
    made: bytes = model.SerializeToString()
    return made
