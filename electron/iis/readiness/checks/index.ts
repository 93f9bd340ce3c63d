import type { CheckDefinition } from '../facts';
import { appExists } from './app-exists';
import { firewallPath } from './firewall-path';
import { handshakeLive } from './handshake-live';
import { httpSysListening } from './http-sys-listening';
import { moduleEnabled } from './module-enabled';
import { moduleFeature } from './module-feature';
import { moduleGlobal } from './module-global';
import { poolExists } from './pool-exists';
import { poolMode } from './pool-mode';
import { poolRecycling } from './pool-recycling';
import { poolState } from './pool-state';
import { poolWarm } from './pool-warm';
import { sectionEnabled } from './section-enabled';
import { sectionLock } from './section-lock';
import { siteConfiguration } from './site-configuration';
import { siteBinding } from './site-binding';
import { siteLimits } from './site-limits';
import { siteState } from './site-state';

/** Every check, in the order of the path and, within a station, the order it is shown and named in. */
export const checks: readonly CheckDefinition[] = [
  firewallPath,
  httpSysListening,
  siteBinding,
  siteConfiguration,
  siteState,
  siteLimits,
  poolExists,
  poolMode,
  poolState,
  poolWarm,
  poolRecycling,
  moduleFeature,
  moduleGlobal,
  moduleEnabled,
  sectionEnabled,
  sectionLock,
  appExists,
  handshakeLive,
];
