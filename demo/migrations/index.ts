import * as migration_20261120_210206_initial from './20261120_210206_initial.js';
import * as migration_20261121_143857_model_layer from './20261121_143857_model_layer.js';
import * as migration_20261128_174304_kinds from './20261128_174304_kinds.js';
import * as migration_20261128_204533_lessons from './20261128_204533_lessons.js';
import * as migration_20261128_222309_limits from './20261128_222309_limits.js';
import * as migration_20261128_225139_reviews from './20261128_225139_reviews.js';
import * as migration_20261128_231643_maintenance from './20261128_231643_maintenance.js';
import * as migration_20261128_233457_budgets from './20261128_233457_budgets.js';
import * as migration_20261128_234021_admissions from './20261128_234021_admissions.js';
import * as migration_20261129_004212_targets from './20261129_004212_targets.js';
import * as migration_20261129_023610_desk from './20261129_023610_desk.js';
import * as migration_20261129_030600_plan_reviews from './20261129_030600_plan_reviews.js';
import * as migration_20261129_031758_source_hashes from './20261129_031758_source_hashes.js';
import * as migration_20261130_165406_claim_order from './20261130_165406_claim_order.js';

export const migrations = [
  {
    up: migration_20261120_210206_initial.up,
    down: migration_20261120_210206_initial.down,
    name: '20261120_210206_initial',
  },
  {
    up: migration_20261121_143857_model_layer.up,
    down: migration_20261121_143857_model_layer.down,
    name: '20261121_143857_model_layer',
  },
  {
    up: migration_20261128_174304_kinds.up,
    down: migration_20261128_174304_kinds.down,
    name: '20261128_174304_kinds',
  },
  {
    up: migration_20261128_204533_lessons.up,
    down: migration_20261128_204533_lessons.down,
    name: '20261128_204533_lessons',
  },
  {
    up: migration_20261128_222309_limits.up,
    down: migration_20261128_222309_limits.down,
    name: '20261128_222309_limits',
  },
  {
    up: migration_20261128_225139_reviews.up,
    down: migration_20261128_225139_reviews.down,
    name: '20261128_225139_reviews',
  },
  {
    up: migration_20261128_231643_maintenance.up,
    down: migration_20261128_231643_maintenance.down,
    name: '20261128_231643_maintenance',
  },
  {
    up: migration_20261128_233457_budgets.up,
    down: migration_20261128_233457_budgets.down,
    name: '20261128_233457_budgets',
  },
  {
    up: migration_20261128_234021_admissions.up,
    down: migration_20261128_234021_admissions.down,
    name: '20261128_234021_admissions',
  },
  {
    up: migration_20261129_004212_targets.up,
    down: migration_20261129_004212_targets.down,
    name: '20261129_004212_targets',
  },
  {
    up: migration_20261129_023610_desk.up,
    down: migration_20261129_023610_desk.down,
    name: '20261129_023610_desk',
  },
  {
    up: migration_20261129_030600_plan_reviews.up,
    down: migration_20261129_030600_plan_reviews.down,
    name: '20261129_030600_plan_reviews',
  },
  {
    up: migration_20261129_031758_source_hashes.up,
    down: migration_20261129_031758_source_hashes.down,
    name: '20261129_031758_source_hashes',
  },
  {
    up: migration_20261130_165406_claim_order.up,
    down: migration_20261130_165406_claim_order.down,
    name: '20261130_165406_claim_order'
  },
];
