// What is set aside for a pod must not be more than it may use: temporary storage.
import { requestsFitLimits } from './requests-fit-limits.ts';

export const rule = requestsFitLimits('HA-API-REQUESTS-STORAGE', 'ephemeralStorage');
