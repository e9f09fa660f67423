"""What callers hear: Say with SSML, Play, Pause."""

from .element import ANY, PLAYED_KEYS, Element, free, language, matching, names, one_of, whole

SSML = names("break emphasis lang p phoneme prosody s say-as sub w")

AUDIO = {
    "Say": Element(
        {
            "voice": matching(r"man|woman|alice|\w+\..+", "man, woman or a provider's voice", "man", 13511),
            "language": language("en-US"),
            "loop": whole(0, "1", 13510),
            "rate": ANY,
        },
        SSML,
        text=True,
    ),
    "Play": Element({"loop": whole(0, "1", 13410), "digits": matching(*PLAYED_KEYS, warning=13430)}, text=True),
    "Pause": Element({"length": whole(1, "1", 13910)}),
    "break": Element(
        {
            "strength": one_of("none", "x-weak", "weak", "medium", "strong", "x-strong"),
            "time": matching(r"[0-9.]+m?s", "a time such as 1s or 300ms"),
        }
    ),
    "emphasis": Element({"level": one_of("strong", "moderate", "reduced")}, SSML - names("p s"), text=True),
    "lang": Element({"xml:lang": language()}, SSML, text=True),
    "p": Element(children=SSML - names("p"), text=True),
    "phoneme": Element(free("alphabet", "ph"), text=True),
    "prosody": Element(
        {
            "volume": matching(r"default|silent|x-soft|soft|medium|loud|x-loud|[+-][0-9.]+dB", "a volume"),
            "rate": matching(r"x-slow|slow|medium|fast|x-fast|[0-9.]+%", "a rate"),
            "pitch": matching(r"default|x-low|low|medium|high|x-high|[+-][0-9.]+%", "a pitch"),
        },
        SSML,
        text=True,
    ),
    "s": Element(children=SSML - names("p s"), text=True),
    "say-as": Element(free("interpret-as", "format"), text=True),
    "sub": Element({"alias": ANY}, text=True),
    "w": Element({"role": ANY}, SSML - names("p s w lang"), text=True),
}
