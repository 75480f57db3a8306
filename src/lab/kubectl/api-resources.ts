/** What the API server of Kubernetes 1.36 serves, in the order in which kubectl discovers it (`kubectl api-resources`). */

export type ApiResource = {
  /** "deployments" */
  plural: string;
  /** "Deployment" */
  kind: string;
  /** "apps/v1" */
  apiVersion: string;
  /** "apps"; "" for the core group. */
  group: string;
  shortNames: readonly string[];
  namespaced: boolean;
  verbs: string;
  category: string;
};

type Row = [
  plural: string,
  kind: string,
  rest?: { short?: string[]; global?: true; verbs?: string; category?: string },
];

const EVERY_VERB = "create,delete,deletecollection,get,list,patch,update,watch";
const ONE_BY_ONE = "create,delete,get,list,patch,update,watch";
const CREATE = "create";
const READ = "get,list";

const ROWS: Record<string, Row[]> = {
  v1: [
    ["bindings", "Binding", { verbs: CREATE }],
    ["componentstatuses", "ComponentStatus", { short: ["cs"], global: true, verbs: READ }],
    ["configmaps", "ConfigMap", { short: ["cm"] }],
    ["endpoints", "Endpoints", { short: ["ep"] }],
    ["events", "Event", { short: ["ev"] }],
    ["limitranges", "LimitRange", { short: ["limits"] }],
    ["namespaces", "Namespace", { short: ["ns"], global: true, verbs: ONE_BY_ONE }],
    ["nodes", "Node", { short: ["no"], global: true }],
    ["persistentvolumeclaims", "PersistentVolumeClaim", { short: ["pvc"] }],
    ["persistentvolumes", "PersistentVolume", { short: ["pv"], global: true }],
    ["pods", "Pod", { short: ["po"], category: "all" }],
    ["podtemplates", "PodTemplate"],
    ["replicationcontrollers", "ReplicationController", { short: ["rc"], category: "all" }],
    ["resourcequotas", "ResourceQuota", { short: ["quota"] }],
    ["secrets", "Secret"],
    ["serviceaccounts", "ServiceAccount", { short: ["sa"] }],
    ["services", "Service", { short: ["svc"], category: "all" }],
  ],
  "admissionregistration.k8s.io/v1": [
    ["mutatingadmissionpolicies", "MutatingAdmissionPolicy", { global: true, category: "api-extensions" }],
    ["mutatingadmissionpolicybindings", "MutatingAdmissionPolicyBinding", { global: true, category: "api-extensions" }],
    ["mutatingwebhookconfigurations", "MutatingWebhookConfiguration", { global: true, category: "api-extensions" }],
    ["validatingadmissionpolicies", "ValidatingAdmissionPolicy", { global: true, category: "api-extensions" }],
    [
      "validatingadmissionpolicybindings",
      "ValidatingAdmissionPolicyBinding",
      { global: true, category: "api-extensions" },
    ],
    ["validatingwebhookconfigurations", "ValidatingWebhookConfiguration", { global: true, category: "api-extensions" }],
  ],
  "apiextensions.k8s.io/v1": [
    [
      "customresourcedefinitions",
      "CustomResourceDefinition",
      { short: ["crd", "crds"], global: true, category: "api-extensions" },
    ],
  ],
  "apiregistration.k8s.io/v1": [["apiservices", "APIService", { global: true, category: "api-extensions" }]],
  "apps/v1": [
    ["controllerrevisions", "ControllerRevision"],
    ["daemonsets", "DaemonSet", { short: ["ds"], category: "all" }],
    ["deployments", "Deployment", { short: ["deploy"], category: "all" }],
    ["replicasets", "ReplicaSet", { short: ["rs"], category: "all" }],
    ["statefulsets", "StatefulSet", { short: ["sts"], category: "all" }],
  ],
  "authentication.k8s.io/v1": [
    ["selfsubjectreviews", "SelfSubjectReview", { global: true, verbs: CREATE }],
    ["tokenreviews", "TokenReview", { global: true, verbs: CREATE }],
  ],
  "authorization.k8s.io/v1": [
    ["localsubjectaccessreviews", "LocalSubjectAccessReview", { verbs: CREATE }],
    ["selfsubjectaccessreviews", "SelfSubjectAccessReview", { global: true, verbs: CREATE }],
    ["selfsubjectrulesreviews", "SelfSubjectRulesReview", { global: true, verbs: CREATE }],
    ["subjectaccessreviews", "SubjectAccessReview", { global: true, verbs: CREATE }],
  ],
  "autoscaling/v2": [["horizontalpodautoscalers", "HorizontalPodAutoscaler", { short: ["hpa"], category: "all" }]],
  "batch/v1": [
    ["cronjobs", "CronJob", { short: ["cj"], category: "all" }],
    ["jobs", "Job", { category: "all" }],
  ],
  "certificates.k8s.io/v1": [
    ["certificatesigningrequests", "CertificateSigningRequest", { short: ["csr"], global: true }],
  ],
  "coordination.k8s.io/v1": [["leases", "Lease"]],
  "discovery.k8s.io/v1": [["endpointslices", "EndpointSlice"]],
  "events.k8s.io/v1": [["events", "Event", { short: ["ev"] }]],
  "flowcontrol.apiserver.k8s.io/v1": [
    ["flowschemas", "FlowSchema", { global: true }],
    ["prioritylevelconfigurations", "PriorityLevelConfiguration", { global: true }],
  ],
  "networking.k8s.io/v1": [
    ["ingressclasses", "IngressClass", { global: true }],
    ["ingresses", "Ingress", { short: ["ing"] }],
    ["ipaddresses", "IPAddress", { short: ["ip"], global: true }],
    ["networkpolicies", "NetworkPolicy", { short: ["netpol"] }],
    ["servicecidrs", "ServiceCIDR", { global: true }],
  ],
  "node.k8s.io/v1": [["runtimeclasses", "RuntimeClass", { global: true }]],
  "policy/v1": [["poddisruptionbudgets", "PodDisruptionBudget", { short: ["pdb"] }]],
  "rbac.authorization.k8s.io/v1": [
    ["clusterrolebindings", "ClusterRoleBinding", { global: true }],
    ["clusterroles", "ClusterRole", { global: true }],
    ["rolebindings", "RoleBinding"],
    ["roles", "Role"],
  ],
  "resource.k8s.io/v1": [
    ["deviceclasses", "DeviceClass", { global: true }],
    ["resourceclaims", "ResourceClaim"],
    ["resourceclaimtemplates", "ResourceClaimTemplate"],
    ["resourceslices", "ResourceSlice", { global: true }],
  ],
  "scheduling.k8s.io/v1": [["priorityclasses", "PriorityClass", { short: ["pc"], global: true }]],
  "storage.k8s.io/v1": [
    ["csidrivers", "CSIDriver", { global: true }],
    ["csinodes", "CSINode", { global: true }],
    ["csistoragecapacities", "CSIStorageCapacity"],
    ["storageclasses", "StorageClass", { short: ["sc"], global: true }],
    ["volumeattachments", "VolumeAttachment", { global: true }],
    ["volumeattributesclasses", "VolumeAttributesClass", { short: ["vac"], global: true }],
  ],
};

export const API_RESOURCES: readonly ApiResource[] = Object.entries(ROWS).flatMap(([apiVersion, rows]) =>
  rows.map(([plural, kind, { short = [], global = false, verbs = EVERY_VERB, category = "" } = {}]) => ({
    plural,
    kind,
    apiVersion,
    group: apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "",
    shortNames: short,
    namespaced: !global,
    verbs,
    category,
  })),
);
