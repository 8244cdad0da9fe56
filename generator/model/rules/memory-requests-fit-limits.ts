// What is set aside for a pod must not be more than it may use: memory.
import { requestsFitLimits } from './requests-fit-limits.ts';

export const rule = requestsFitLimits('HA-API-REQUESTS-MEMORY', 'memory');
