import type { CheckDefinition } from '../facts';
import { appAspnet } from './app-aspnet';
import { appAspnetCore } from './app-aspnet-core';
import { appConflict } from './app-conflict';
import { appExists } from './app-exists';
import { appHandlerModule } from './app-handler-module';
import { appIisnode } from './app-iisnode';
import { appIisnodeFirefox } from './app-iisnode-firefox';
import { appKind } from './app-kind';
import { appOpenProxy } from './app-open-proxy';
import { appProxy } from './app-proxy';
import { appProxyExtensions } from './app-proxy-extensions';
import { appProxyHost } from './app-proxy-host';
import { appProxyTimeout } from './app-proxy-timeout';
import { firewallPath } from './firewall-path';
import { handshakeAddress } from './handshake-address';
import { handshakeBindings } from './handshake-bindings';
import { handshakeLive } from './handshake-live';
import { httpSysClientCap } from './http-sys-client-cap';
import { httpSysListening } from './http-sys-listening';
import { httpSysServices } from './http-sys-services';
import { httpSysTimeouts } from './http-sys-timeouts';
import { moduleEnabled } from './module-enabled';
import { moduleFeature } from './module-feature';
import { moduleGlobal } from './module-global';
import { moduleIis } from './module-iis';
import { moduleImage } from './module-image';
import { moduleRestart } from './module-restart';
import { moduleScripts } from './module-scripts';
import { poolBitness } from './pool-bitness';
import { poolExists } from './pool-exists';
import { poolGarden } from './pool-garden';
import { poolMode } from './pool-mode';
import { poolOverlap } from './pool-overlap';
import { poolOverride } from './pool-override';
import { poolPreload } from './pool-preload';
import { poolQueue } from './pool-queue';
import { poolRapidFail } from './pool-rapid-fail';
import { poolRecycling } from './pool-recycling';
import { poolRuntime } from './pool-runtime';
import { poolShutdown } from './pool-shutdown';
import { poolState } from './pool-state';
import { poolWarm } from './pool-warm';
import { sectionEnabled } from './section-enabled';
import { sectionLock } from './section-lock';
import { sectionPing } from './section-ping';
import { sectionReceiveBuffer } from './section-receive-buffer';
import { sectionRequestLimit } from './section-request-limit';
import { siteAuthentication } from './site-authentication';
import { siteBinding } from './site-binding';
import { siteCertificate } from './site-certificate';
import { siteConfiguration } from './site-configuration';
import { siteConnectionTimeout } from './site-connection-timeout';
import { siteFiltering } from './site-filtering';
import { siteHttp2 } from './site-http2';
import { siteLimits } from './site-limits';
import { siteState } from './site-state';
import { siteTls } from './site-tls';

/** Every check, in the order of the path and, within a station, the order it is shown and named in. */
export const checks: readonly CheckDefinition[] = [
  firewallPath,
  httpSysServices,
  httpSysListening,
  httpSysClientCap,
  httpSysTimeouts,
  siteBinding,
  siteConfiguration,
  siteState,
  siteLimits,
  siteCertificate,
  siteTls,
  siteAuthentication,
  siteFiltering,
  siteConnectionTimeout,
  siteHttp2,
  poolExists,
  poolMode,
  poolState,
  poolRuntime,
  poolWarm,
  poolPreload,
  poolRecycling,
  poolOverlap,
  poolShutdown,
  poolGarden,
  poolRapidFail,
  poolBitness,
  poolQueue,
  poolOverride,
  moduleIis,
  moduleFeature,
  moduleGlobal,
  moduleImage,
  moduleEnabled,
  moduleRestart,
  moduleScripts,
  sectionEnabled,
  sectionLock,
  sectionRequestLimit,
  sectionPing,
  sectionReceiveBuffer,
  appExists,
  appKind,
  appHandlerModule,
  appAspnet,
  appAspnetCore,
  appIisnode,
  appIisnodeFirefox,
  appConflict,
  appProxy,
  appProxyExtensions,
  appProxyTimeout,
  appProxyHost,
  appOpenProxy,
  handshakeAddress,
  handshakeLive,
  handshakeBindings,
];
