// What side of a thing a question is about (its purpose, its parts, how it goes on, where it ends), and which cards speak of that side.

/** `course` is how something goes on. `asks` is looked for in a question, `heading` in the heading above a card, `text` in the card itself. */
type Facet = { side: "purpose" | "need" | "course" | "parts" | "limits"; asks: RegExp; heading: RegExp; text: RegExp };

const FACETS: Facet[] = [
  {
    side: "purpose",
    asks: /\b(use cases?|used? for|purposes?|good for|benefits?|advantages?|what for|why (do|does|would|should|is|are|use|one|we|you|i|people)|when (would|should|do|to|is)|which scenarios?|scenarios?|need for|important|reasons?)\b/i,
    heading: /\b(why|use|used|uses|purpose|when|choose|choosing|good for|in short|suits?|needs?)\b/i,
    text: /\b(good for|used? (for|when|to)|useful|suits?|typical|such as|examples?|so that|lets|because|whenever|instead of|prevents?|protects?|otherwise|without)\b/i,
  },
  {
    side: "need",
    asks: /\b(do|does|should|would|must|can) (i|we|you|one|my|our)\b.{0,25}\b(need|use|worth|bother|have to|choose|want)\b|\b(is|are) .{0,40}\b(worth|needed|necessary|overkill|enough)\b|\breally need\b/i,
    heading: /\b(needs?|worth|when|choose|choosing|costs?|price|not|instead|or)\b/i,
    text: /\b(needs?|worth|few|small|only (when|if|for)|if you|enough|overkill|rarely|unless|not needed|simpler)\b/i,
  },
  {
    side: "course",
    asks: /\b(what happens|happens? (when|if|after|behind)|how (do|does|is|are) .{0,60}\b(work|works|handle|handles|handled|implemented|done)|describe the (process|flow|steps)|in detail|step by step|process of|internals?|under the hood|behind the scenes|life ?cycle|flow of|path)\b/i,
    heading: /\b(how|happens?|mechanics?|path|way|steps|from|life|works?|chain|order|when)\b/i,
    text: /\b(then|first|after|as soon as|starts?|creates?|asks|sends|writes|waits|removes|until|each|when)\b/i,
  },
  {
    side: "parts",
    asks: /\b(components?|parts|consists?|structure|made (up )?of|architecture|pillars|elements|building blocks|fields|kinds of|types of|types|modes|different kinds|which .{0,30}\b(are|exist)|name (the|some|a few)|list)\b/i,
    heading:
      /\b(parts|components?|structure|planes?|architecture|anatomy|kinds|types|modes|fields|what|picture|in short)\b/i,
    text: /:.*,|,.*,|\b(two|three|four|five|six|consists?|contains?)\b/i,
  },
  {
    side: "limits",
    asks: /\b(drawbacks?|disadvantages?|downsides?|limits|limitations?|cons|overkill|avoid|risks?|dangers?|weakness(es)?|bad|not (to )?(use|run|need)|problems? (with|of)|why not|insecure|trade-?offs?)\b/i,
    heading: /\b(limits?|not|cost|price|risks?|danger\w*|weak\w*|trade|mistakes?|problems?|lose|wrong)\b/i,
    text: /\b(not|no|never|cannot|weakness(es)?|costs?|complex\w*|overkill|rarely|more work|overhead|risk\w*|lose|lost|danger\w*|unsafe)\b/i,
  },
];

const IN_HEADING = 0.25;
const IN_TEXT = 0.15;

/** How much a card speaks of the sides that a question is about, from 0 to 0.4; 0 when it is about no certain side. */
export function facetFit(question: Facets, heading: string, text: string): number {
  if (question.length === 0) return 0;
  const fits = question.map(
    (facet) => IN_HEADING * Number(facet.heading.test(heading)) + IN_TEXT * Number(facet.text.test(text)),
  );
  return Math.max(...fits);
}

export type Facets = readonly Facet[];

/** The sides that a question is about. */
export function facetsOf(question: string): Facets {
  return FACETS.filter(({ asks }) => asks.test(question));
}
