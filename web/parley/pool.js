import { ParleyError } from "./errors.js";

const SENTENCES = {
  CodeMismatch: "This is not the code.",
  ExpiredCode: "This code is no longer good. Ask for a new one.",
  LimitExceeded: "That was tried too often. Try again in a while.",
  NotAuthorized: "The e-mail address or the password is wrong.",
  TooManyRequests: "Too many people sign in just now. Try again in a moment.",
  UsernameExists: "This e-mail address has an account already.",
  UserNotConfirmed: "This e-mail address has not been confirmed yet.",
};
const LATER = ["InternalError", "LimitExceeded", "TooManyRequests"];
const BEHIND = /(?:.*#)?(.+?)(?:Exception)?$/; // "com.amazonaws…#CodeMismatchException"

/**
 * The public API of an Amazon Cognito user pool, as a client without a secret may use it.
 * Errors are a ParleyError whose `code` is Cognito's, without “Exception”.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/Welcome.html
 *
 * @typedef {{IdToken: string, AccessToken: string, RefreshToken?: string}} Tokens
 */
export class Pool {
  #url;
  #client;

  /** @param {{url: string, client: string}} place `url`: https://cognito-idp.{region}.amazonaws.com/ */
  constructor({ url, client }) {
    this.#url = url;
    this.#client = client;
  }

  /** Makes an account; whether it can be used at once. @returns {Promise<boolean>} */
  async signUp(email, password, name) {
    const UserAttributes = Object.entries({ email, name }).map(([Name, Value]) => ({ Name, Value }));
    return (await this.#call("SignUp", { Username: email, Password: password, UserAttributes })).UserConfirmed;
  }

  /** Proves that the e-mail address is one's own, by the code that was sent there. */
  confirm(email, code) {
    return this.#call("ConfirmSignUp", { Username: email, ConfirmationCode: code });
  }

  /** Sends that code again. */
  resend(email) {
    return this.#call("ResendConfirmationCode", { Username: email });
  }

  /** @returns {Promise<Tokens>} */
  async signIn(email, password) {
    const AuthParameters = { USERNAME: email, PASSWORD: password };
    const { AuthenticationResult, ChallengeName } = await this.#call("InitiateAuth", { AuthFlow: "USER_PASSWORD_AUTH", AuthParameters });
    if (AuthenticationResult) return AuthenticationResult;
    throw new ParleyError(ChallengeName, false, "This account wants more than a password, which cannot be given here.");
  }

  /** New tokens; a new refresh token is among them where the pool rotates these. @returns {Promise<Tokens>} */
  async refresh(refreshToken) {
    return (await this.#call("GetTokensFromRefreshToken", { RefreshToken: refreshToken })).AuthenticationResult;
  }

  /** Ends a refresh token, and the access tokens that came of it. */
  revoke(refreshToken) {
    return this.#call("RevokeToken", { Token: refreshToken });
  }

  /** Ends all refresh tokens of whom the access token is of. */
  signOutEverywhere(accessToken) {
    return this.#call("GlobalSignOut", { AccessToken: accessToken }, {});
  }

  /** Sends a code that lets one choose a new password. */
  forgot(email) {
    return this.#call("ForgotPassword", { Username: email });
  }

  /** Chooses a new password, by that code. */
  reset(email, code, password) {
    return this.#call("ConfirmForgotPassword", { Username: email, ConfirmationCode: code, Password: password });
  }

  async #call(action, request, client = { ClientId: this.#client }) {
    const headers = { "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": `AWSCognitoIdentityProviderService.${action}` };
    const body = JSON.stringify({ ...client, ...request });
    const answer = await fetch(this.#url, { method: "POST", headers, body, cache: "no-store", credentials: "omit" }).catch(() => null);
    const said = await answer?.json().catch(() => null);
    if (answer?.ok && said) return said;
    if (!said?.__type) throw new ParleyError("unreachable", true, "The sign-in service does not answer. Is this device online?");
    const code = BEHIND.exec(said.__type)[1];
    throw new ParleyError(code, answer.status >= 500 || LATER.includes(code), SENTENCES[code] ?? said.message ?? code);
  }
}
