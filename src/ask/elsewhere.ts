// Names of subjects that are near to ours and that the lessons do not teach: their words alone must not make a question ours.
import type { Family } from "./families.ts";
import { type Entity, phrase } from "./lexicon.ts";

const LANGUAGES =
  /\b(python|java|java ?script|typescript|perl|ruby|php|rust|golang|kotlin|scala|haskell|swift|powershell|html|css|react|angular|vue|django|flask|rails|spring boot|node\.?js|npm|maven|gradle|junit|regex(es)?|regular expressions?)\b|\b(in|with) go\b(?! to)|\bc(\+\+|#)|\.(pl|pm|py|rb|jar)\b/i;
const PROGRAMMING =
  /\b(polymorphism|inheritance|closures?|recursion|decorators?|tuples?|generators|goroutines?|mutex(es)?|deadlocks?|semaphores?|threads?|hash ?(table|map)s?|linked lists?|binary (search|tree)s?|sort(ing)? (algorithm|an array)|big o|time complexity|object oriented|design patterns?|singleton|dependency injection|unit tests?|test driven|scrum|agile|websockets?|virtual dom|async|lambda expressions?|garbage collection|solid principles|keyword mean)\b/i;
const DATABASES =
  /\b(sql|mysql|postgres(ql)?|mongo ?db|oracle|nosql|oltp|olap|acid|normal forms?|normalization|foreign keys?|primary keys?|stored procedures?|(inner|outer|left|right|cross|sql|table) joins?|sharding|elasticsearch|logstash|grok|kafka|rabbitmq|graphql|bigquery)\b/i;
const PIPELINES =
  /\b(git|github actions?|github|gitlab|jenkins(file)?|travis|circleci|teamcity|bamboo|azure devops|continuous integration|pull requests?|merge conflicts?|svn|mercurial)\b/i;
const INFRASTRUCTURE =
  /\b(terraform|hcl|ansible|playbooks?|puppet|chef|cookbooks?|salt ?stack|packer|vagrant(file)?|cloud ?formation|pulumi|bicep|jinja2?|provisioner|infrastructure as code|state files?|ad-hoc command)\b/i;
const CLOUDS =
  /\b(aws|amazon|azure|gcp|google cloud|google compute( engine)?|compute engine|virtual machine scale sets?|managed identity|ec2 instances?|s3|ec2|lambda|dynamo ?db|rds|cloud ?front|cloud ?watch|route ?53|iam|vpcs?|elb|ebs|efs|ami|sns|sqs|elastic ip|elastic load balancer|cosmos ?db|blob storage|key vault|data ?store|cloud spanner|pub\/sub|buckets?|availability sets?|resource groups?|security groups?|direct connect|iaas|paas|saas|cdn|cloud provider)\b/i;
const SYSTEMS =
  /\b((shell|bash) scripts?|in bash|(in|on|under) (linux|debian|ubuntu|windows|macos)|linux (server|command|machine|distribution)s?|umask|lvm|logrotate|usb|ptr|at boot|logical volumes?|recursively|reverse dns|inodes?|chmod|chown|crontab|systemd|ssh|sudo|sudoers|grep|awk|sed|symbolic links?|symlinks?|hard links?|sticky bit|swap space|boot process|load average|raid|zombie process|osi model|arp|bgp|dhcp|vlans?|subnet masks?|three-way handshake|handshake|tcp|udp|http\/[123]|status codes?|http status|cookies?|oauth|saml|ldap|kerberos|cross site|xss|man in the middle|(a)?symmetric|mx record|cname|a record)\b/i;

const SUBJECTS = [LANGUAGES, PROGRAMMING, DATABASES, PIPELINES, INFRASTRUCTURE, CLOUDS, SYSTEMS];

/** Words of daily life, for the names that we share with it: pods of whales, swarms of bees, a ship's helm, containers for food. */
const LIFE =
  /\b(whales?|dolphins?|orcas?|bees?|hive|locusts?|animals?|birds?|cats?|dogs?|plants?|seeds?|peas?|vanilla|flowers?|food|cook(ing|ed)?|recipe|meals?|eat|wine|coffee|fridge|freezer|microwave|garage|furniture|shoes?|runners?|ran|kilomet(er|re)s?|olympics?|football|volleyball|team won|world (record|cup|war)|women?|m[ae]n|boy|girl|husband|wife|marriage|music(al|ians?)?|concerts?|symphon(y|ies)|orchestras?|job interviews?|shipping container|philharmonic|violin|brass|conductor|conducts|composers?|songs?|albums?|bands?|films?|movies?|actors?|novels?|books?|paintings?|painted|poems?|television|tv|sea|ocean|ships?|sail(ing|ors?)?|boats?|cargo|captain|pirates?|harbou?rs?|airports?|trains?|flights?|planets?|moons?|stars?|lunar|spacecraft|astronauts?|president|king|queen|war|army|military|treaty|country|countries|city|cities|river|desert|mountain|capital of|lymph|disease|doctor|hospital|headache|body|bones|school|teacher|hotel|passports?|park|insects?|dragons?|zodiac)\b/i;

/** Is a single word one of daily life? It is no slip for a name of ours ("shoes" for `show`). */
export function isWordOfDailyLife(word: string): boolean {
  return LIFE.test(word);
}

/** Does a question use words of daily life that no lesson needs? A name of several words is none ("harbor rule"), nor any that a team gave itself. */
export function isOfDailyLife(text: string, entities: Entity[]): boolean {
  const names = entities.flatMap(({ phrases, own }) => phrases.filter((name) => own || name.includes(" ")));
  const rest = names.reduce((left, name) => left.replaceAll(` ${name} `, " "), ` ${phrase(text)} `);
  return LIFE.test(rest) && LIFE.test(text);
}

/** What runs in a container may be written in anything: "a PostgreSQL container", and beside a word of ours "my Python app". */
const GUEST =
  /\b(python|java|ruby|php|rust|golang|go|node(\.?js)?|react|angular|vue|django|flask|rails|spring boot|mysql|postgres(ql)?|mongo ?db|redis|elasticsearch|kafka|rabbitmq|sql)\s+(?=(containers?|images?|pods?|deployments?|statefulsets?)\b|(app|application|service|server|database|password|project|backend)s?\b)/gi;
const OURS =
  /\b(containers?|containeri[sz]e|docker(ize|file)?|kubernetes|k8s|pods?|images?|compose|swarm|cluster|deployments?)\b/i;

/** Words that nobody uses who does not ask about containers; a node or a service may be anything's. */
const PLATFORM =
  /\b(containers?|containeri[sz]ed?|docker(ize|file)?|kubernetes|k8s|eks|gke|aks|pods?|kubectl|kubeconfig|helm|ingress(es)?|namespaces?|statefulsets?|daemonsets?|cronjobs?|replicas|hpa|pvcs?|configmaps?|service ?accounts?|service of type|loadbalancer|nodeport|networkpolic(y|ies)|gitops|argo ?cd|minikube|(liveness|readiness|startup) probes?|compose|swarm|mesos|marathon|(multi-stage|docker|image) builds?|(base|final|docker) image|(the|my|our|your) cluster('s)?)\b/i;
/** The same words for other things. */
const NAMESAKES =
  /\b(stl|swing|html|css|servlet|di|ioc|shipping) containers?\b|\bnamespaces? (in|of) (c\+\+|c#|php|xml|python|typescript)|\b(c\+\+|c#|php|xml|typescript) namespaces?\b|\b(mysql|galera|kafka|spark|hadoop|mongo ?db|redis|cassandra|elasticsearch|rabbitmq) cluster\b/i;

/** Does a question say that it is about containers, whatever else it names ("spread pods over the zones of AWS")? */
export function isOfContainers(text: string): boolean {
  return PLATFORM.test(text) && !NAMESAKES.test(text) && !LIFE.test(text);
}

/** A question without the guests of a container. */
function withoutGuests(text: string): string {
  return OURS.test(text) ? text.replace(GUEST, "") : text;
}

/** How many neighbouring subjects a question names. Amazon's cloud is none where the question is on ECS, which the lessons do teach. */
export function elsewhereIn(text: string, families: Set<Family>): number {
  const rest = withoutGuests(text);
  return SUBJECTS.filter((subject) => subject.test(rest) && !(subject === CLOUDS && families.has("ecs"))).length;
}
