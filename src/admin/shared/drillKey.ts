// biome-ignore lint/style/noRestrictedImports: how keys are written, without imports of its own.
export { drillKeyPattern, orderOfDrillKey } from '../../generators/drillSeries/drillKey.js'
