// Recognises messages that try to give Shipmate orders, another part to play, or its own set-up to read out.

/** What only the bot has: its prompt, its rules, what it was told. */
const ITS_OWN =
  /\b(system|initial|hidden|original|secret|internal|source|starting|first) (prompt|instructions?|directives?|guidelines?|rules|settings)\b|\b(system|developer) message (above|in|to|of you|you)|\b(your|show|print|display|reveal|see|is|are) (the )?(system (message|configuration)|training data|configuration including)\b.{0,40}(\?|prompt|$)(?<!of (a|the) node)|\byour\b(?! (?:application|app|pod|program|service|cluster|team|image|deployment|docker)\b.{0,20}\b(?:configuration|set-?up|limits?|secrets?|context)\b).{0,20}\b(prompts?|instructions?|rules?|guidelines?|directives?|training data|source code|configuration|set-?up|secrets?|api ?keys?|password|credentials?|token|safety|filters?|restrictions?|limits?|context|message)\b|\b(which|what) (prompt|instructions?|rules?)\b(?!.{0,20}\bwould you\b).{0,20}\b(you|this chat|this conversation)\b|\b(you were|you are(?! (?:told that|given (?:an?|access|several|two|three|four|five|ten|\d+))\b)|you have been|were you|you've been) (told|given|instructed|programmed|started with)\b|(?<!\b(?:pod an|plain|argo ?cd) )\b(api key|admin password)s?\b(?=\W*$)/i;
const OF_THE_CHAT =
  /\b(text|words?|lines?|everything|all|message|instructions?|ignore|disregard|forget|documents?)\b.{0,15}\b(above|before this (chat|conversation|message|line))\b|\b(top|beginning|start) of (this|the|our) (chat|conversation|prompt|context)\b/i;
const ORDERS =
  /(?<!\bdoes \w+ )\b(ignore|disregard|forget|override|bypass|void)\b.{0,40}\b(instructions?|prompt|rules|lessons?|guidelines?|context|documents|restrictions?|everything|(all|what|anything) (you|previous|above|prior)|(all )?(the )?previous (\w+ )?(orders|messages?|commands|text|directions)|policies you)\b|\bnew instructions?\s*:|\bstop (everything|being)\b|\bthe lessons are\b|\b(do not|don't|without|stop) us(e|ing) (the|your) lessons\b|\bforget what you know\b|\bcontinue without\b/i;
const PERSONA =
  /\b(you are now|from now on|(?<!how to )pretend (that |to be |you|the |i am|we are|there )|(act|behave|answer|respond|reply) (like|as) (a|an|if|my|the)\b(?! (group|proxy|load balancer|gateway|single|sidecar|router|firewall|service|client|server|leader|node))|role-?play|jailbreak|developer mode|god mode|sudo mode|debug mode and|in(to)? (maintenance|unrestricted|debug) mode\b(?! of)|do anything now|simulate being|imagine (that )?you('re| are)|new persona|stay in character|become my|late grandmother|let's play)|\b(unrestricted|uncensored|evil) (mode|model|ai|assistant|bot)\b|\bhypothetically, if you\b|\byou (had|have) no (rules|limits|restrictions|filters?)\b/i;
const DAN = /\bDAN\b/;
const PARROT =
  /(?:\b(?:print|repeat|say|respond|reply|answer|echo)|(?<!\b(?:(?<!\byou(?: need| have| are| ought)? )to|at|can't|cannot|couldn't|not|won't|doesn't|the|fails?|containers?|pods?|it|they) )\b(?:output|write|start|begin|end))\b.{0,30}(\bonly (with|in|the words?)\b|\bwith only\b|\bjust (the|with)\b|\bexactly (the|this|these|what)\b|\bpwned\b|\bhacked\b|\bafter me\b|\bthe words? above\b|\bverbatim\b|\bword for word\b|\bwith ["“]|["“][^"”]{0,80}["”]\s*[.:]?$)|\byou must (always|never|now|reveal|obey|answer|cite|say)\b|\b(pwned|i obey)\b/i;
const FORGERY =
  /\b(cite|quote|citation|lesson)s?\b.{0,40}(\blesson [a-z]?\d+|for everything|with a citation|\bfake\b|made.?up|\binvent|and (cite|quote) it)|\b(make up|invent|fake) (a|the|some) (lesson|citation|source|passage)|\b(the )?lessons? (below )?says?\b.{0,5}(:|that|my|you)|<\/?(system|assistant|user|data|context|question|passages?|prompt|instruction|system_prompt)s?>|\[\/?(INST|SYSTEM)\]|(^|[\s>#])(?<!\b(?:operating|file) )(system|assistant|developer|instruction|response)s?\s*:\s+(?=\S)|\bno (restrictions|rules|filter)\b(?! on)(?<!\b(?:networkpolicy|policytypes|ingress|egress)\b.{0,80})/i;

const RULES = [ITS_OWN, OF_THE_CHAT, ORDERS, PERSONA, DAN, PARROT, FORGERY];

/** "our operator logs say "cannot list ..."", "ImagePullBackOff: "You have reached your pull rate limit"": what tools say, and to whom they say it. */
const REPORTED =
  /\b(logs?|errors?|messages?|events?|status|describe|kubectl|kubelet|docker|helm|registry|operator|pods?|containers?|nodes?|\w+BackOff|Err\w+)((?:\s+(?:just|only|always|now|me))?)(?::|\s+(?:says?|said|shows?|prints?|printed|reads?|is|with))\s*(["“][^"”]{4,}["”])/gi;

/** What registries and clients tell their users, quoted or not. */
const TOLD_TO_USERS = /\b(?:reached|exceeded) your (?=[\w ]{0,20}limit)|\byour (?=credentials are stored\b)/gi;

/** Without the verb of saying, and with "the" for "your": both would be about the bot if they stood in what people say to it. */
function withoutReports(text: string): string {
  return text
    .replace(TOLD_TO_USERS, "the ")
    .replace(
      REPORTED,
      (_, tool: string, _aside, message: string) =>
        `${tool}: ${message.replace(/\byour\b/gi, "the").replace(/["“”]/g, " ")}`,
    );
}

/** Does a cleaned message try to steer the bot rather than to ask it something? */
export function isInjection(text: string): boolean {
  const said = withoutReports(text);
  return RULES.some((rule) => rule.test(said));
}
