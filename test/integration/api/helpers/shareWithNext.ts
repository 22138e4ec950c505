/**
 * Payload's GraphQL handler takes no instance key and keeps one schema per process: lets it find the Payload under
 * test, and no schema of one before.
 */
export const shareWithNext = (key: string | undefined): void => {
  const instances: unknown = Reflect.get(globalThis, '_payload')
  const schemas: unknown = Reflect.get(globalThis, '_payload_graphql')
  if (!(instances instanceof Map) || typeof schemas !== 'object' || schemas === null) {
    throw new Error('Payload keeps its instances elsewhere now.')
  }
  instances.set('default', instances.get(key))
  Object.assign(schemas, { graphql: null, promise: null })
}
