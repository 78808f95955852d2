/** What is global in a service worker only. */
declare const clients: Clients;
declare const registration: ServiceWorkerRegistration;
declare function skipWaiting(): Promise<void>;
declare function addEventListener<Name extends keyof ServiceWorkerGlobalScopeEventMap>(
  type: Name,
  listener: (event: ServiceWorkerGlobalScopeEventMap[Name]) => void,
): void;

interface WorkerNavigator {
  connection?: { saveData?: boolean };
}
