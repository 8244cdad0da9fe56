// The versions of the charts, and what stands in every Chart.yaml. One release number for all charts.

export const chartVersion = '0.1.0';
export const kubeVersion = '>=1.30.0-0';
export const home = 'https://github.com/chartwright/chartwright';
