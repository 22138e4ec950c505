/**
 * The layers of `src/`, from the top down: a folder imports what stands below it, nothing above it and nothing beside it.
 */
const layers = [
  ['index.ts', 'client.ts', 'rsc.ts'],
  ['plugins'],
  ['collections'],
  ['endpoints', 'jobs', 'admin'],
  ['hooks', 'figures'],
  ['kinds'],
  ['plans', 'alerts'],
  ['drafts'],
  ['runs'],
  ['limits'],
  ['library', 'kits'],
  ['database', 'access', 'invalidInput.ts'],
  ['options'],
  ['generators'],
  ['games', 'model'],
  ['words', 'text.ts', 'errors.ts', 'waiting.ts'],
]

/** Know nothing of Payload, Next or React. */
const pure = ['generators', 'games', 'model', 'words', 'text.ts', 'waiting.ts', 'runs/vocabulary.ts', 'library/readers']

/** Run in the browser, or are rendered for it. */
const panel = ['admin', 'client.ts', 'rsc.ts']

/** All that the panel may know of the server beside types, and otherwise reaches over HTTP: constants, pure functions. */
const sharedWithPanel = [
  'games',
  'words',
  'text.ts',
  'runs/vocabulary.ts',
  'drafts/desk/vocabulary.ts',
  'drafts/parts/draftFacts.ts',
  'generators/content/forest.ts',
  'runs/kind/kindForm.ts',
  'runs/kind/kindWords.ts',
  'options/CoursewrightOptions.ts',
]

/** Also for components that are rendered on the server, through `admin/shared/serverSide.ts`. */
const sharedWithServerComponents = [
  'access/access.ts',
  'figures',
  'library/readers/formats.ts',
  'limits/usage/readUsage.ts',
  'options/Settings.ts',
  'runs/coursewrightOf.ts',
  'runs/sql/store.ts',
]

/** Rules on the documents of one kind, which may know it by name; to everything else a kind is handed. */
const ofOneKind = [
  'hooks/drills/drillHooks.ts',
  'hooks/drills/checkDrill.ts',
  'hooks/drills/recheckDrills.ts',
  'hooks/seriesHooks.ts',
]

/** What several kinds share: stands beside them, and knows none. */
const sharedByKinds = ['drillBatches', 'lessonBatches', 'sources', 'staged']

const inSrc = (places) => `^src/(?:${places.map((place) => place.replace('.', '\\.')).join('|')})(?:/|$)`
/** As it is written, and where it is found. */
const packages = (names) => `(?:^|node_modules/(?:@types/)?)(?:${names.join('|')})(?:/|$)`
const aside = (place) => ofOneKind.filter((file) => file.startsWith(`${place}/`)).map((file) => `^src/${file}$`)

const runDown = layers.flatMap((layer, index) =>
  layer.map((place) => {
    const others = layers
      .slice(0, index + 1)
      .flat()
      .filter((other) => other !== place)
    return {
      name: `below-${place}`,
      comment: `Imports run down only: src/${place} knows nothing of ${others.join(', ')}.`,
      severity: 'error',
      from: { path: inSrc([place]), pathNot: aside(place) },
      to: { path: inSrc(others) },
    }
  }),
)

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...runDown,
    rule(
      'no-circle',
      'Modules that need each other are one module, or want a third.',
      { path: '^src/' },
      { circular: true },
    ),
    rule(
      'no-circle-outside',
      'As in src/, but that types may run in circles.',
      { pathNot: '^src/' },
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    rule(
      'has-a-layer',
      'A new folder of src/ gets its place among the layers.',
      {},
      { path: '^src/', pathNot: inSrc(layers.flat()) },
    ),
    rule(
      'stands-alone',
      'The package knows nothing of what is built around it.',
      { path: '^src/' },
      { path: '^(?:app|bench|demo|scripts|test|payload\\.config\\.ts)(?:/|$)' },
    ),
    rule(
      'pure',
      'Pure code: it knows nothing of Payload, Next or React.',
      { path: inSrc(pure) },
      { path: packages(['payload', 'next', 'react', 'react-dom', '@payloadcms']) },
    ),
    rule(
      'server',
      "Server code knows nothing of Next, React or the admin panel's components.",
      { path: '^src/', pathNot: inSrc(panel) },
      { path: packages(['next', 'react', 'react-dom', '@payloadcms/ui', '@payloadcms/next']) },
    ),
    rule(
      'panel-by-path',
      'Components are named by their path in the import map.',
      { path: '^src/', pathNot: inSrc(panel) },
      { path: inSrc(panel) },
    ),
    rule(
      'panel-over-http',
      'The panel reaches the server over HTTP only, but for the few modules named here, and types of what it answers.',
      { path: inSrc(panel), pathNot: inSrc(['admin/shared/serverSide.ts']) },
      { path: '^src/', pathNot: inSrc([...panel, ...sharedWithPanel]), dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'server-components',
      'Components rendered on the server know these modules, and reach the rest as everyone does.',
      { path: inSrc(['admin/shared/serverSide.ts']) },
      { path: '^src/', pathNot: inSrc([...panel, ...sharedWithPanel, ...sharedWithServerComponents]) },
    ),
    rule(
      'browser',
      'This is sent to the browser, where there is no server code.',
      { path: inSrc(['client.ts']) },
      { path: inSrc(['admin/shared/serverSide.ts']), reachable: true },
    ),
    rule(
      'panel-packages',
      'This runs in the browser.',
      { path: inSrc(panel) },
      { path: packages(['@payloadcms/db-postgres', 'openai']) },
    ),
    rule('panel-modules', 'This runs in the browser.', { path: inSrc(panel) }, { dependencyTypes: ['core'] }),
    rule(
      'kind-by-name',
      'Kinds are named in kinds/kinds.ts and where the plugin is put together; everyone else is handed them.',
      {
        path: '^src/',
        pathNot: ['^src/(?:kinds/[^/]+/|kinds/kinds\\.ts$|plugins/)', ...ofOneKind.map((file) => `^src/${file}$`)],
      },
      // What a request names is read for whoever asks, whatever its kind.
      { path: '^src/kinds/(?:kinds\\.ts$|[^/]+/)', pathNot: '^src/kinds/sources/' },
    ),
    rule(
      'kind-by-kind',
      'A kind knows no other; what two share stands beside them.',
      { path: '^src/kinds/([^/]+)/' },
      {
        path: '^src/kinds/(?:kinds\\.ts$|[^/]+/)',
        pathNot: ['^src/kinds/$1/', ...sharedByKinds.map((place) => `^src/kinds/${place}/`)],
      },
    ),
  ],
  options: {
    parser: 'tsc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^demo/migrations|\\.css$' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
    tsConfig: { fileName: 'tsconfig.json' },
    // Imports of types count as well.
    tsPreCompilationDeps: true,
  },
}
