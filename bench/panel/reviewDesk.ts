/**
 * From a decision on the review desk to the next draft on the screen, with 10,000 drafts in the queue, against turning the
 * page of one of Payload's own lists of 10 rows: in one browser, in turns, in the same run; medians. The reference host's
 * production build, Chromium, a real queue: each draft is a document of its own, copied in the database from those of one run.
 *
 * A decision is made once the drafts that come next are read ahead, as for anybody who looks at a draft before he decides.
 *
 *   node --conditions=production --import tsx bench/panel/reviewDesk.ts [--json] [--drafts 10000] [--decisions 30]
 */
import type { Page } from 'playwright-core'
import { connectTo } from '../../demo/postgres/databases.js'
import { launchBrowser } from '../../test/browser/launchBrowser.js'
import { startHost } from '../../test/e2e/hosts/startHost.js'
import { signInBrowser } from '../../test/e2e/panel/panel.js'
import { apiAs } from '../../test/e2e/panel/signIn.js'
import { waitFor } from '../../test/shared/waitFor.js'
import { bench, median, percentile, timed } from '../report.js'

const TARGET = { decisionMs: 100, timesList: 1.5 }
const TEMPLATES = 20
/** Between the ids of a document and those of its copies. */
const STEP = 1_000_000

type Connection = Parameters<Parameters<typeof connectTo>[1]>[0]

/** Copies all drills that are there, with their versions and reviews, until there are as many as that. */
const copyDrafts = async (client: Connection, drafts: number): Promise<void> => {
  const copies = Math.ceil(drafts / TEMPLATES) - 1
  const { rows } = await client.query<{ table: string; columns: { name: string; type: string }[] }>(`
    select table_name as table, json_agg(json_build_object('name', column_name, 'type', data_type)) as columns
    from information_schema.columns
    where table_schema = 'public' and table_name ~ '^(drills|_drills_v|reviews)(_.*)?$' group by 1`)
  // What others point to comes first.
  const owners = ['reviews', '_drills_v', 'drills']
  const place = ({ table }: { table: string }) => owners.indexOf(table)
  for (const { table, columns } of rows.toSorted((a, b) => place(b) - place(a))) {
    const names = columns.map(({ name }) => `"${name}"`)
    const values = columns.map(({ name, type }) => {
      const column = `old."${name}"`
      if (name === 'document_key') return `'drills:' || (split_part(${column}, ':', 2)::int + copy * ${STEP})`
      // A step makes each of its items once.
      if (name.endsWith('provenance_item')) return `${column} || '-' || copy`
      if (!['id', 'parent_id', '_parent_id', 'drills_id'].includes(name)) return column
      return type === 'integer' ? `${column} + copy * ${STEP}` : `${column} || '-' || copy`
    })
    const owner = columns.find(({ name }) => /^_?parent_id$/.test(name))?.name ?? 'id'
    await client.query(`
      insert into "${table}" (${names.join(', ')}) select ${values.join(', ')}
      from "${table}" old cross join generate_series(1, ${copies}) copy where old."${owner}" < ${STEP}`)
  }
  await client.query('analyze')
}

/** How long from this key or click until a condition holds on the page and is painted, by the browser's own clock. */
const painted = async (page: Page, act: () => Promise<unknown>, condition: string): Promise<number> => {
  await page.evaluate((isThere) => {
    const holds = new Function(`return ${isThere}`)
    Reflect.set(
      window,
      'painted',
      new Promise((resolve) => {
        let start: number | undefined
        const begin = ({ timeStamp }: Event) => {
          start ??= timeStamp
        }
        for (const name of ['keydown', 'pointerdown'])
          window.addEventListener(name, begin, { capture: true, once: true })
        const look = () => {
          if (start === undefined || !holds()) return requestAnimationFrame(look)
          // A task after the frame in which it is seen: that frame is painted by then.
          const channel = new MessageChannel()
          channel.port1.onmessage = () => resolve(performance.now() - (start ?? 0))
          return channel.port2.postMessage(undefined)
        }
        requestAnimationFrame(look)
      }),
    )
  }, condition)
  await act()
  return page.evaluate(() => Reflect.get(window, 'painted') as Promise<number>)
}

await bench({ drafts: 10_000, decisions: 30 }, async ({ drafts, decisions }) => {
  const host = await startHost()
  const browser = await launchBrowser({ viewport: { width: 1400, height: 1000 } })
  try {
    const api = await apiAs(host.url, 'editor')
    const { doc } = await api('/generation-runs', { kind: 'drillSeries', input: { targetDrillCount: TEMPLATES } })
    const isDone = async () => (await api(`/generation-runs/${doc.id}?depth=0`)).status === 'completed'
    await waitFor('the end of the run', isDone, { deadlineMs: 300_000 })
    process.stderr.write(`Filling the queue with ${drafts} drafts …\n`)
    await connectTo(host.env.DATABASE_URI ?? '', (client) => copyDrafts(client, drafts))
    const { total } = await api('/reviews/queue?limit=1')

    await signInBrowser(browser.context, host.url, 'editor')
    const [desk, list] = [await browser.context.newPage(), await browser.context.newPage()]
    let reading = 0
    const isDraft = (request: { url(): string }) => request.url().endsWith('/draft')
    desk.on('request', (request) => (reading += Number(isDraft(request))))
    for (const end of ['requestfinished', 'requestfailed'] as const) {
      desk.on(end as 'requestfinished', (request) => (reading -= Number(isDraft(request))))
    }
    await list.goto(`${host.url}/admin/collections/drills?limit=10`)
    const links = `document.querySelectorAll('table a[href*="/collections/drills/"]')`
    await list.waitForFunction(`${links}.length >= 10`)
    await desk.goto(`${host.url}/admin/review`)
    const isShown = (at: number) =>
      `document.querySelector('.coursewright-desk__head')?.textContent.includes(' ${at} / ') && document.querySelector('.coursewright-choices-shown')`
    const times: Record<'decision' | 'list' | 'queue', number[]> = { decision: [], list: [], queue: [] }
    for (let at = 1; at <= decisions; at += 1) {
      await desk.bringToFront()
      await desk.waitForFunction(isShown(at))
      await waitFor('the drafts that are read ahead', async () => reading === 0)
      times.decision.push(await painted(desk, () => desk.keyboard.press('a'), isShown(at + 1)))
      await list.bringToFront()
      const first = await list.evaluate(`${links}[0].href`)
      const next = list.locator('.clickable-arrow--right').first()
      times.list.push(await painted(list, () => next.click(), `${links}[0]?.href !== ${JSON.stringify(first)}`))
      times.queue.push(await timed(() => api('/reviews/queue?limit=100')))
    }
    // The first of each loads code.
    const of = (name: keyof typeof times) => times[name].slice(Math.min(3, decisions - 1))
    const decisionMs = median(of('decision'))
    const listMs = median(of('list'))
    const queueMs = median(of('queue'))
    const decisionP95Ms = percentile(of('decision'), 0.95)
    const timesList = decisionMs / listMs
    return {
      figures: { drafts: total, decisions, decisionMs, decisionP95Ms, listMs, timesList, queueMs, target: TARGET },
      isMet: decisionMs <= TARGET.decisionMs && timesList <= TARGET.timesList,
      text:
        `${total} drafts wait; ${decisions} decisions\n` +
        `from a decision to the next draft             ${decisionMs.toFixed(0).padStart(6)} ms (target: at most ${TARGET.decisionMs} ms)\n` +
        `  95th percentile                             ${decisionP95Ms.toFixed(0).padStart(6)} ms\n` +
        `a page of Payload's list of 10 rows           ${listMs.toFixed(0).padStart(6)} ms\n` +
        `a page of 100 rows of the queue, its request  ${queueMs.toFixed(0).padStart(6)} ms\n` +
        `${timesList.toFixed(2)}× Payload's list (target: at most ${TARGET.timesList}×)`,
    }
  } finally {
    await browser.close()
    await host.stop()
  }
})
