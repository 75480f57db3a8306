// What kind of answer a question wants, by the words it is put in.
import type { Intent } from "./answer.ts";

const COMPARE =
  /^\W*[\w-]+(?: [\w-]+)? or [\w-]+(?: [\w-]+)?\W*$|\b(differences?|differ\b|different (from|than|to|between)|different\W*$|compare[ds]?|comparison|comparing|versus|vs\.?|distinguish|better than|compared (to|with)|advantages? (of|over)\b.*\bover|rather than|instead of|similarit(y|ies)|(which|what) (one )?(is|are) (better|best|easier|simpler|faster)|or\b.{1,30}\bwhich\b|when (should|would|do) (i|you|we) (use|choose|pick)\b.*\b(or|over|instead)\b)/i;
const HOW_TO =
  /\b(how (do|can|could|would|should|does|might) (i|you|we|one|someone|people)\b|how to|what('s| is| are)? (the |a |which )?(docker |kubectl |exact |right |correct )?(commands?|steps?|flags?)\b|which (docker |kubectl )?(command|flag)|(commands?|steps?) (to|for|that)|show me (how|the command)|demonstrate|set ?up|walk me through)\b|[,;:] how\W*$/i;
const IMPERATIVE =
  /^\W*(please )?(add|allow|back ?up|build|change|clean|configure|copy|create|customi[sz]e|delete|demonstrate|deploy|disable|drain|enable|expose|force|give (?=me\b|.*\b(?:access|permissions?|rights|role)\b)(?:me\b)?|grant|inject|install|keep|let|limit|list|lock|mount|open|pause|prevent|pull|push|remove|resize|restart|restrict|roll ?back|rotate|run|scale|see|set|show|sign|start|stop|switch|take|turn o(n|ff)|undo|unlock|update|upgrade|write)\b(?!.*\?.*\bwhat\b)/i;
const TROUBLE =
  /\b(stuck|pending|crash\w*|fail(s|ed|ing|ure)?|error|errors|not (work|start|scal|com|show|runn|updat|reach|respond|connect|get)\w*|(does|do|did|is|are|can|could|won|wo)(n't|n’t| not)\b|cannot|can't|cant|wont|(?:does|do|did|is)nt|(?:does|do) nothing|nothing (?:happens|works|deployed)|but (?:i |we )?(?:get|got)|unknown|unreachable|broken|wrong|debug|troubleshoot\w*|flap\w*|notready|refused|lost|denied|timed? ?out|keeps?|never|still|problem|issue|hangs?|(has|have|had|shows?|gets?) no|50[0-9]s|going on|what now|(returns?|gets?|getting|with|see|seeing|error|http) (an? )?(40[0-9]|50[0-9]))\b/i;
/** Who asks how to do a thing wants the way, whatever the thing is a way out of ("how do I go back") or must withstand ("if it fails"). */
const WAY =
  /\bhow (to|(do|can|could|should|would) (i|we|you|one)) (?!(best |quickly )?(debug|diagnose|troubleshoot|fix|solve|resolve|find|see|know|tell|check|handle|recover)\b)/i;
const ASIDE =
  /\bhow (to|(do|can|could|should|would) (i|we|you|one)) keep\b|\b((and )?(if|when|unless|without|so that|in case|even)\b[^,;.?]*|(broken|bad|wrong|failed|failing) (new )?(version|release|update|image|deploy(ment)?|config\w*)s?)/gi;
/** "How do I stop that?" after what happened asks for the way to prevent it. */
const PREVENT =
  /\bhow (?:to|(?:do|can|could|should|would) (?:i|we|you|one)) (?:stop|prevent|avoid) (?:it|this|that|them)\b/i;
/** What tools show; in a report it is trouble, and alone it is a term to explain. */
const STATUS = /\b(help|insufficient|unauthorized|forbidden|evicted|waiting|x509|\w*backoff|\w*killed)\b/i;
const WHAT_NOW = /\bwhat (?:do|should|can|could) (?:i|we) do\b/i;
const DEFINE =
  /^\W*(so |and |ok |okay |hey |hi |please |pls |can you |could you )*(what('s| is| are| was| were| does)|whats|who|define|explain|describe|tell (me|us) (about|what)|give .{0,20}(definition|overview)|meaning of|what do(es)? .* mean)\b/i;
const YES_NO =
  /^\W*(so |and |but |[\w-]+(?: [\w-]+)?[:,] ?)?(true or false|is|are|was|do|does|did|can|could|should|will|would|has|have|must|may|am)\b/i;

const LISTING =
  /\b(benefits?|advantages?|disadvantages?|drawbacks?|downsides?|pros|cons|use cases?|reasons?|practices|prerequisites|requirements|examples?|features|responsibilit(y|ies)|types|kinds|components|parts|modes|phases|states|effects|steps|options|stages|two|three|four|five)\b/i;
const POLITE = /^\W*(can|could|would) you (please )?(explain|describe|tell|show)/i;
const WORKING = /^\W*how (do|does) (?!(i|you|we|one)\b)(\S+ ){1,4}works?\W*$/i;

/** The intent of a cleaned question. A bare term ("etcd?") asks for its definition. */
export function intentOf(text: string): Intent {
  if (COMPARE.test(text)) return "compare";
  if (WORKING.test(text)) return "define";
  if (isTrouble(WAY.test(text) ? text.replace(ASIDE, " ") : text)) return "trouble";
  if (IMPERATIVE.test(text) || HOW_TO.test(text)) return "how-to";
  if (YES_NO.test(text) && !POLITE.test(text)) return "yes-no";
  return isDefinition(text) ? "define" : "facts";
}

function isDefinition(text: string): boolean {
  const most = DEFINE.test(text) && !LISTING.test(text) ? 9 : 3;
  return text.split(" ").length <= most;
}

const OF_MINE = /\bwhy\b.*\b(my|our)\b|\b(my|our)\b.*\bwhy\b/i;

function isTrouble(text: string): boolean {
  return (STATUS.test(text) && reportsStatus(text)) || tellsTrouble(text);
}

function reportsStatus(text: string): boolean {
  return WHAT_NOW.test(text) || (text.includes(" ") && (isStatement(text) || OF_MINE.test(text)));
}

function tellsTrouble(text: string): boolean {
  if (PREVENT.test(text) || !TROUBLE.test(text)) return false;
  return (
    isStatement(text) ||
    (/\b(why|my|our|i|we|debug|troubleshoot\w*|fix|stuck|help|shows?|says|error)\b/i.test(text) &&
      !/^\W*(what (is|are)|can|is it)\b/i.test(text))
  );
}

/** Who asks nothing reports something: "Job never finishes", "Back-off restarting failed container". */
function isStatement(text: string): boolean {
  return (
    !/\?|\b(what|which|who|how|why|when|where|explain|describe|define|tell|true or false)\b/i.test(text) &&
    !YES_NO.test(text) &&
    !IMPERATIVE.test(text)
  );
}
