import { run } from './run.js'

export interface NetworkHost {
  /** Of its network namespace. */
  namespace: string
  /** Pulls its cable out of the switch: nothing comes or goes, and nobody is told. */
  cut(): Promise<void>
  plugIn(): Promise<void>
}

export interface Network {
  /** Of this process, as the hosts see it. */
  address: string
  /** All of its addresses, as `10.0.0.0/24`. */
  range: string
  hosts: NetworkHost[]
  remove(): Promise<void>
}

/**
 * Hosts with a network of their own each, as namespaces of this machine, and a switch between them and us (a bridge).
 * Needs root.
 */
export const startNetwork = async (count: number): Promise<Network> => {
  // Names of interfaces have 15 characters at the most.
  const name = `cw${process.pid.toString(36)}`
  const prefix = `10.${200 + (process.pid % 50)}.${(process.pid >> 6) % 250}`
  const hosts: NetworkHost[] = []
  const remove = async (): Promise<void> => {
    for (const { namespace } of hosts) {
      // By itself: connections that nobody ended keep a namespace, and what is in it, for a while.
      await run(`ip link del ${namespace}`)
      await run(`ip netns del ${namespace}`)
    }
    await run(`ip link del ${name}`)
  }
  await run(`ip link add ${name} type bridge`)
  try {
    await run(`ip addr add ${prefix}.1/24 dev ${name}`)
    await run(`ip link set ${name} up`)
    for (let number = 1; number <= count; number += 1) {
      const namespace = `${name}-${number}`
      await run(`ip netns add ${namespace}`)
      await run(`ip link add ${namespace} type veth peer name eth0 netns ${namespace}`)
      hosts.push({
        namespace,
        cut: async () => void (await run(`ip link set ${namespace} down`)),
        plugIn: async () => void (await run(`ip link set ${namespace} up`)),
      })
      await run(`ip link set ${namespace} master ${name} up`)
      await run(`ip -n ${namespace} addr add ${prefix}.${number + 1}/24 dev eth0`)
      await run(`ip -n ${namespace} link set eth0 up`)
      await run(`ip -n ${namespace} link set lo up`)
    }
  } catch (error) {
    await remove()
    throw error
  }
  return { address: `${prefix}.1`, range: `${prefix}.0/24`, hosts, remove }
}
