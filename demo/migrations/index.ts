import * as migration_20261120_210206_initial from './20261120_210206_initial';

export const migrations = [
  {
    up: migration_20261120_210206_initial.up,
    down: migration_20261120_210206_initial.down,
    name: '20261120_210206_initial'
  },
];
