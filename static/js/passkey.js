// Says in a sentence that a passkey was not used: cancelled, timed out, or unknown to this device.
import { toast } from "./page.js";

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  toast("De passkey werd niet gebruikt. Er is niets veranderd. Probeer opnieuw, of kies een andere manier.");
});
