"""Train the tagger and parser of one language from UD treebanks.

    python training/train_parser.py fr TREEBANKS OUT.udpipe

TREEBANKS holds `fr-train.conllu.xz` and `fr-dev.conllu.xz`. Takes about half an hour
and one core. The parser's settings (projective transitions, dynamic oracle, small
embeddings) are those that gave the best LAS under 10 MB; the tagger also provides lemmas
and features, which wording needs for the subject's gender and number.
"""

import lzma
import sys
import time
from pathlib import Path

from ufal.udpipe import (  # type: ignore[import-untyped]
    InputFormat,
    ProcessingError,
    Sentence,
    Sentences,
    Trainer,
)

TAGGER = {
    "models": "1",
    "iterations": "12",
    "guesser_suffix_rules": "6",
    "guesser_enrich_dictionary": "4",
    "guesser_prefixes_max": "0",
    "use_lemma": "1",
    "use_xpostag": "0",
    "use_feats": "1",
    "provide_lemma": "1",
    "provide_xpostag": "0",
    "provide_feats": "1",
}
PARSER = {
    "iterations": "8",
    "transition_system": "projective",
    "transition_oracle": "dynamic",
    "structured_interval": "0",  # with l2 below .5 the training diverges
    "embedding_form": "30",
    "embedding_upostag": "20",
    "embedding_feats": "20",
    "embedding_xpostag": "0",
    "embedding_deprel": "20",
    "hidden_layer": "200",
    "batch_size": "10",
    "learning_rate": "0.02",
    "learning_rate_final": "0.001",
    "l2": "0.5",
}


# English has twice the words: smaller tables, more passes, and of every six sentences five.
ENGLISH_TAGGER = {"guesser_suffix_rules": "4", "guesser_enrich_dictionary": "2"}
ENGLISH_PARSER = {"iterations": "10"}
LEFT_OUT = {"en": 6}


def options(said: dict[str, str]) -> str:
    """Settings as udpipe takes them."""
    return ";".join(f"{key}={value}" for key, value in said.items())


def sentences(path: Path, left_out: int = 0) -> Sentences:
    """The sentences of a CoNLL-U file packed with xz, every `left_out`th missing."""
    reader = InputFormat.newConlluInputFormat()
    with lzma.open(path, "rt", encoding="utf-8") as file:
        reader.setText(file.read())
    found, error = Sentences(), ProcessingError()
    sentence = Sentence()
    number = 0
    while reader.nextSentence(sentence, error):
        number += 1
        if not left_out or number % left_out:
            found.push_back(sentence)
        sentence = Sentence()
    if error.occurred():
        raise SystemExit(f"{path}: {error.message}")
    return found


def main(lang: str, folder: Path, out: Path) -> None:
    """Train on the train file, tune on the dev file, write the model."""
    start = time.time()
    train = sentences(folder / f"{lang}-train.conllu.xz", LEFT_OUT.get(lang, 0))
    tagger = TAGGER | (ENGLISH_TAGGER if lang == "en" else {})
    parser = PARSER | (ENGLISH_PARSER if lang == "en" else {})
    held = sentences(folder / f"{lang}-dev.conllu.xz")
    error = ProcessingError()
    model = Trainer.train(
        "morphodita_parsito", train, held, Trainer.NONE, options(tagger), options(parser), error
    )
    if error.occurred():
        raise SystemExit(f"training failed: {error.message}")
    out.write_bytes(model if isinstance(model, bytes) else model.encode("latin-1"))
    print(f"{out}: {out.stat().st_size / 1e6:.1f} MB in {time.time() - start:.0f} s")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
