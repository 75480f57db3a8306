// What people write, put as the lessons write it.

/** "how do we go back?", "go back to the old version"; not "tasks go back to the pool". */
const GO_BACK =
  /\b(?:go|going|get|getting|switch|switching) back\b(?= to (?:(?:the|an?|our|my) )?(?:old|older|previous|last|former|earlier|working|stable)\b|(?: quickly| safely| now| again)?\W*$)/gi;

/** "take a node down", "get the server offline": it is to come back. */
const TAKE_DOWN =
  /\b(?:take|taking|bring|bringing|get|getting) (?:(?:the|an?|one|each|my|our) )?(?:\w+ )?(node|server|machine|host)s? (?:down|offline|out of service)\b/gi;
/** Of "0/3 nodes are available: 3 Insufficient cpu" and "only 20% used" the figures are the asker's own. */
const COUNTS = /\b\d+\/\d+(?= (?:nodes?|pods?|replicas?)\b)|\b\d+(?:\.\d+)? ?%|(?<=: )\d+ (?=insufficient|node)/gi;

/** "the replicas don't all land on the same node": they are to be spread. */
const NOT_TOGETHER =
  /\b(?:(?:do|does)(?:n['’]?t| not)|not|never) (?:all |both )?(?:land|end up|sit|run|be|get (?:placed|scheduled)) on (?:the same|one|a single) (node|machine|host|server|zone)\b/gi;
/** "stuck at 0/3 replicas" is a symptom, no number to scale to. */
const NONE_RUNS = /\b(?:(?:is )?(?:stuck )?(?:at|on) )?0\/[1-9]\d* (?:replicas?|tasks?)\b/gi;
/** "..., how to find out why": why it is so. */
const AND_WHY = /\bhow (?:to|(?:do|can|could) (?:i|we|you)) (?:find out|see|know|tell|check) why(?=\W*$)/gi;
/** "a pod in namespace a calls a service in namespace b": the letters stand for any two. */
const TWO_NAMESPACES = /\bnamespace ([a-z]|\d)\b(.{0,200})\bnamespace (?!\1\b)(?:[a-z]|\d)\b/i;

/** "is Mesos dead?": of a project, named without an article, this asks whether it is retired. */
const IS_DEAD =
  /\b(is|are) (?!(?:the|my|our|an?|this|that|it|one|all|some)\b)([\w/.-]+(?: [\w/.-]+)?) (?:really |now |still |basically )?(?:dead|alive)\b/gi;

/** Addresses and ports in a message, and a URL's scheme, are the asker's own; so are the numbers of what they have ("if I have 3 replicas", "from 2 to 5"). */
const ADDRESSES = /\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?:\/\d+)?|\bhttps?:\/\/|\bport \d{2,5}\b(?=:)/gi;
const OWN_NUMBERS =
  /\b(?:from \d+ to \d+|(?:i|we) have \d+|\d+(?= (?:environments?|teams?|stages|developers|microservices|customers)\b)|(?<=\bfor )\d+(?= ))/gi;

/** Of an image in a team's own registry its path and tag are the asker's own ("registry.corp.local/team/api:1.4"); a taint is written alike. */
const OWN_IMAGE =
  /\b((?:[a-z\d-]+\.)+[a-z]{2,}(?::\d+)?)(?<!\b(?:kubernetes|k8s)\.io)(?:\/[\w.-]+)+(?::[\w.-]*\w|@sha256:\w+)/gi;

/** "force pods to run as non-root": they are to be made to; `--force` is another thing. */
const FORCE = /(?<![-\w])forc(?:e|ing) ((?:[\w-]+ ){1,4}?)to (?=[a-z])/gi;
/** In "docker run nginx" any image might stand. */
const ITS_IMAGE = /\b((?:docker|podman)(?: container)? run) [a-z]+(?=\W*$)/gi;

/** "What is Marathon's role in Mesos?" asks what it does there, and of no Role. */
const ROLE_OF = /\bwhat(?: is| was|'s) ([\w-]+)'s (?:role|part|job|function|duty) (?=in|for)/gi;

/** "Describe the procedure of rotating a secret" asks how to do it. */
const PROCESS_OF =
  /^\W*(?:(?:describe|explain|outline|what(?: is|'s| are)) )?(?:the )?(?:process|procedure|steps) (?:of|for|in) (?=\w+ing\b)/i;

/** "give two situations in which you would use one": when to use it. */
const SITUATIONS =
  /\b(?:give|name|describe|list|tell me) (?:(?:some|a few|a couple of|two|three|four|typical|common|good) )*(?:situations?|scenarios?|cases?|occasions?) (?:in which|where|when|for which) (?:you|one|we|i)(?: would|['’]d| should)? (?=(?:use|need|want|choose|prefer)\b)/gi;

/** "Could you briefly explain what ...": what follows is asked. */
const POLITE =
  /^\W*(?:can|could|will|would) (?:you|someone|anyone|anybody|somebody) (?:(?:please|kindly|briefly|quickly|shortly|also|me) )*(?=(?:explain|describe|tell|define|list|name|outline|summari[sz]e)\b)/i;

/** What people add without asking for it. */
const ASIDES =
  /\b(?:right now|yesterday|(?<!what happened )last (?:night|week|month|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|at the moment|every time|each time|by accident|accidentally|all the time|any ideas?|i guess|in general|(?:an? |my |our )?new (?:coll?eague|coworker|team member|hire|joiner|developer)|at night|(?:role|function|significance|job|duty) of(?= (?:an?|the)?)|take care of|(?:incl\.?|including|even|also) (?:the )?new ones?|the first thing|as well|these days|(?:(?:by|until|before|in|for) )?(?:this|next|the (?:next|current)) (?:sprint|quarter|release)|altogether|in total|overall|in (?:one|a|two) (?:sentence|nutshell|sentences)|in (?:simple|short|plain|(?:your|my) own) (?:words|terms))\b/gi;

/** "how do I see what", "find out who": who wants to see what something is asks what it is. */
const SEEING =
  /\b(?:how (?:to|(?:do|can|could) (?:i|we|you)) )?(?:(?:see|find|know|tell|check|understand)(?: out)? )?(?=(?:which|what|whether|if|why|who|where|when)\b)/gi;

/** A question without what people add to it. */
export function withoutAsides(text: string): string {
  return text.replace(ASIDES, "").replace(SEEING, "");
}

/** "back it up" -> "backup it": verbs in two words that the lessons write as one. */
export function joinVerbs(text: string): string {
  return text.replace(/\b(back|roll|shut|clean)(?:ing|ed|s)? ((?:\w+ ){0,2}?)(up|back|down)\b/gi, "$1$3 $2");
}

/**
 * Puts a question into the words of the lessons: "back it up" -> "backup it", "stop them from running" -> "prevent them from running": verbs in two words that the lessons write as one. What is
 * the asker's own, and says nothing of what is asked, is left out.
 */
export function reword(text: string): string {
  return joinVerbs(text)
    .replace(POLITE, "")
    .replace(ROLE_OF, "what does $1 do ")
    .replace(SITUATIONS, "when to ")
    .replace(PROCESS_OF, "what are the steps for ")
    .replace(/\bat (?:what|which) point\b/gi, "when")
    .replace(/(?<![\w./-]):latest\b/g, "the latest tag")
    .replace(GO_BACK, "rollback")
    .replace(TAKE_DOWN, "take a $1 out for maintenance")
    .replace(IS_DEAD, "$1 $2 retired")
    .replace(/\bin[- ]place\b/gi, "")
    .replace(AND_WHY, "why")
    .replace(/\bhow (?:to|(?:do|can|could) (?:i|we|you)) (?:find(?: out)?|see|know|tell|check) (?=who\b)/gi, "")
    .replace(NOT_TOGETHER, "spread over $1s")
    .replace(NONE_RUNS, "does not start")
    .replace(TWO_NAMESPACES, "one namespace$2another namespace")
    .replace(COUNTS, " ")
    .replace(OWN_IMAGE, "$1")
    .replace(ADDRESSES, " ")
    .replace(OWN_NUMBERS, " ")
    .replace(
      /\b(?:find|see|know|tell|check|understand)(?: out)? (?=(?:which|what|whether|if|how|why|who|where|when)\b)|\bfind(?:ing)? out\b/gi,
      "",
    )
    .replace(FORCE, "make $1")
    .replace(ITS_IMAGE, "$1")
    .replace(/\bwich\b/gi, "which")
    .replace(ASIDES, "")
    .replace(/\b(?:stop|keep)(?:ping|s)? ((?:[\w-]+ ){1,4}?)from (?=\w+ing\b|being\b)/gi, "prevent $1from ")
    .replace(/ {2,}/g, " ");
}
