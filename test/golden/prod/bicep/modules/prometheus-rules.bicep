// Alerts on what Prometheus knows of a cluster: nodes, disks and pods. The alerts of the platform itself come
// with its charts.

@description('The region of the workspace of metrics.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('The cluster, by its name and id.')
param cluster { name: string, id: string }

@description('How many zones the cluster uses.')
param zones int

@description('The workspace of metrics, by its id.')
param prometheusId string

@description('The group that is told.')
param actionGroupId string

var rules = [
  {
    alert: 'NodeNotReady'
    expression: 'sum by (node) (kube_node_status_condition{condition="Ready",status="true"} == 0) > 0'
    wait: 'PT5M'
    severity: 2
    summary: 'A node has not been ready for five minutes.'
  }
  {
    alert: 'NodesAtTheirMost'
    expression: 'sum(kube_pod_status_unschedulable) > 0'
    wait: 'PT15M'
    severity: 2
    summary: 'Pods have found no node for fifteen minutes: the pools may be at their most.'
  }
  {
    alert: 'ZoneWithoutNodes'
    expression: 'count(count by (label_topology_kubernetes_io_zone) (kube_node_labels)) < ${zones}'
    wait: 'PT10M'
    severity: 1
    summary: 'A zone has had no node for ten minutes: the loss of another would not be carried.'
  }
  {
    alert: 'VolumeFillsUp'
    expression: 'kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes < 0.15'
    wait: 'PT15M'
    severity: 2
    summary: 'A volume has less than 15 percent left.'
  }
  {
    alert: 'PodRestartsOften'
    expression: 'increase(kube_pod_container_status_restarts_total[15m]) > 3'
    wait: 'PT5M'
    severity: 3
    summary: 'A container was restarted more than three times in fifteen minutes.'
  }
  {
    alert: 'JobFailed'
    expression: 'kube_job_status_failed > 0'
    wait: 'PT5M'
    severity: 3
    summary: 'A job has failed; backups are jobs.'
  }
]

resource group 'Microsoft.AlertsManagement/prometheusRuleGroups@2023-03-01' = {
  name: '${cluster.name}-alerts'
  location: location
  tags: tags
  properties: {
    enabled: true
    clusterName: cluster.name
    interval: 'PT1M'
    scopes: [prometheusId, cluster.id]
    rules: [
      for rule in rules: {
        alert: rule.alert
        enabled: true
        expression: rule.expression
        for: rule.wait
        severity: rule.severity
        annotations: { summary: rule.summary }
        labels: { cluster: cluster.name }
        resolveConfiguration: { autoResolved: true, timeToResolve: 'PT10M' }
        actions: [{ actionGroupId: actionGroupId }]
      }
    ]
  }
}
