namespace IncidentTraining.Web.Paths;

/// <summary>The addresses of the People room.</summary>
internal static class PeoplePaths
{
    public const string SignIn = "/sign-in";

    /// <summary>The query parameter of the sign-in page that shows that the sign-in has ended.</summary>
    public const string Ended = "ended";

    /// <summary>The page on which a person chooses a passphrase with a one-time code.</summary>
    public const string NewPassphrase = "/sign-in/code";

    /// <summary>The page on which the sign-in asks for a code after the passphrase.</summary>
    public const string SecondFactor = "/sign-in/second";

    /// <summary>Provides the browser with the challenge for a new passkey.</summary>
    public const string PasskeyBegin = "/account/passkeys/begin";

    /// <summary>Receives the passkey that the browser has created.</summary>
    public const string Passkeys = "/account/passkeys";

    /// <summary>Signs in with a passkey.</summary>
    public const string PasskeySignIn = "/sign-in/passkey";

    /// <summary>Provides the browser with the challenge for that.</summary>
    public const string PasskeySignInBegin = "/sign-in/passkey/begin";

    /// <summary>A person's own account.</summary>
    public const string Account = "/account";

    /// <summary>The signed-in person's data in the portal, as a file.</summary>
    public const string OwnData = "/account/data.json";

    /// <summary>Returns how hard a typed passphrase is to guess.</summary>
    public const string Strength = "/passphrase/strength";

    public const string SignOut = "/sign-out";

    /// <summary>Begins a sign-in with a provider.</summary>
    public const string ProviderSignIn = "/sign-in/provider";

    /// <summary>Completes a sign-in that a provider has confirmed.</summary>
    public const string ProviderDone = "/sign-in/provider/done";

    /// <summary>Shows how a sign-in with a provider ended.</summary>
    public const string ProviderResult = "/sign-in/result";

    /// <summary>Signs out at a provider.</summary>
    public const string ProviderSignOut = "/sign-out/provider";

    /// <summary>The providers with which a person can sign in to their own account.</summary>
    public const string Connections = "/account/connections";

    /// <summary>Begins a forced sign-in with a provider, as a proof.</summary>
    public const string Prove = "/account/connections/prove";

    public const string ConnectBegin = "/account/connections/begin";

    public const string Join = "/join";
    public const string SetUp = "/set-up";
    public const string DemonstrationSignIn = "/demonstration/sign-in";

    /// <summary>The prefix of the link with the demonstration's key.</summary>
    public const string Demonstration = "/demonstration";

    public const string ChooseClass = "/class/choose";

    /// <summary>The page on which a person with several classes selects one.</summary>
    public const string Classes = "/classes";

    public const string Theme = "/theme";

    /// <summary>A class for an administrator.</summary>
    public static string OneClass(Guid cohortId) => $"/admin/classes/{cohortId}";

    /// <summary>The page on which an administrator sees what the deletion of a class erases, and confirms it.</summary>
    public static string DeleteClass(Guid cohortId) => $"{OneClass(cohortId)}/delete";

    /// <summary>The page on which an administrator anonymises members of a class, or all of it.</summary>
    public static string Anonymise(Guid cohortId) => $"{OneClass(cohortId)}/anonymise";

    /// <summary>The list of what was erased or anonymised (<c>json</c>), its signature (<c>sig</c>), or the key that checks it
    /// (<c>pem</c>).</summary>
    public static string ErasureProof(Guid proofId, string form = "json") => $"/admin/erasures/{proofId}.{form}";

    /// <summary>The page on which the staff form the crews of a class.</summary>
    public static string Crews(Guid cohortId) => $"/class/{cohortId}/crews";

    /// <summary>A class as an archive.</summary>
    public static string ClassFile(Guid cohortId) => $"/class/{cohortId}/export.zip";

    /// <summary>The part of the audit log that is about a class.</summary>
    public static string AuditOf(Guid cohortId) => $"/audit?class={cohortId}";

    /// <summary>The audit log as a file; without a class, of the whole site.</summary>
    public static string AuditFile(string format, Guid? cohortId) => $"/audit/log.{format}{(cohortId is { } id ? $"?class={id}" : "")}";

    /// <summary>Where staff go after they have signed in: past the selection of a class, which only those with several see.</summary>
    public static string ClassesOnTheWayTo(string? returnTo) =>
        returnTo is null ? Classes : $"{Classes}?returnTo={Uri.EscapeDataString(returnTo)}";

    /// <summary>The page on which the sign-in asks for a code, then continues to the path.</summary>
    public static string SecondFactorOnTheWayTo(string path) => $"{SecondFactor}?ReturnUrl={Uri.EscapeDataString(path)}";

    /// <summary>
    /// The sign-in page with the message that the sign-in has ended, then continues to the path, which is relative to the portal.
    /// </summary>
    public static string SignInAfterEnding(string path) => $"{SignIn}?ReturnUrl={Uri.EscapeDataString($"/{path}")}&{Ended}=true";

    /// <summary>The sign-in page with the offer to sign out at the provider as well.</summary>
    public static string SignedOutFrom(string provider) => $"{SignIn}?left={Uri.EscapeDataString(provider)}";

    /// <summary>Whether a POST to the path carries a passphrase or code that someone might be guessing.</summary>
    public static bool TakeSecrets(PathString path) =>
        path == SignIn
        || path == SecondFactor
        || path == PasskeySignIn
        || path == PasskeySignInBegin
        || path == NewPassphrase
        || path == Join
        || path == SetUp;
}
