/** One number of a metric, and what it is of. */
interface Sample {
  /** What is added to the metric's name; of summaries. */
  readonly suffix?: '_sum' | '_count'
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

export interface Metric {
  /** Letters and underscores; the unit last, and `_total` after it in a counter. */
  readonly name: string
  /** What it counts, for people, on one line. */
  readonly help: string
  readonly type: 'counter' | 'gauge' | 'summary'
  readonly samples: readonly Sample[]
}

export const prometheusType = 'text/plain; version=0.0.4; charset=utf-8'

/**
 * Metrics as Prometheus and its like read them; one without samples is left out.
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export const prometheusText = (metrics: readonly Metric[]): string =>
  metrics
    .filter(({ samples }) => samples.length > 0)
    .flatMap(({ name, help, type, samples }) => [
      `# HELP ${name} ${escaped(help)}`,
      `# TYPE ${name} ${type}`,
      ...samples.map(({ suffix = '', labels, value }) => `${name}${suffix}${labelsOf(labels)} ${value}`),
    ])
    .map((line) => `${line}\n`)
    .join('')

const labelsOf = (labels: Sample['labels']): string => {
  const list = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value).replaceAll('"', '\\"')}"`)
  return list.length > 0 ? `{${list.join(',')}}` : ''
}

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
