namespace IncidentTraining.Web.Paths;

/// <summary>The addresses of the People room.</summary>
internal static class PeoplePaths
{
    public const string SignIn = "/sign-in";

    /// <summary>The query parameter of the sign-in page that says that the sign-in has ended.</summary>
    public const string Ended = "ended";

    /// <summary>Where a person chooses a passphrase with a one-time code.</summary>
    public const string NewPassphrase = "/sign-in/code";

    /// <summary>Where the sign-in asks for a code after the passphrase.</summary>
    public const string SecondFactor = "/sign-in/second";

    /// <summary>Where the browser begins to make a passkey.</summary>
    public const string PasskeyBegin = "/account/passkeys/begin";

    /// <summary>Where the passkey that the browser made goes.</summary>
    public const string Passkeys = "/account/passkeys";

    /// <summary>Signs in with a passkey.</summary>
    public const string PasskeySignIn = "/sign-in/passkey";

    /// <summary>Where the browser gets the challenge for that.</summary>
    public const string PasskeySignInBegin = "/sign-in/passkey/begin";

    /// <summary>A person's own account.</summary>
    public const string Account = "/account";

    /// <summary>Everything that the portal stores of the person who asks, as a file.</summary>
    public const string OwnData = "/account/data.json";

    /// <summary>Tells a page how hard a typed passphrase is to guess.</summary>
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

    /// <summary>What the link with the demonstration's key begins with.</summary>
    public const string Demonstration = "/demonstration";

    public const string ChooseClass = "/class/choose";

    /// <summary>Where a person with several classes chooses one.</summary>
    public const string Classes = "/classes";

    public const string Theme = "/theme";

    /// <summary>A class for an administrator.</summary>
    public static string OneClass(Guid cohortId) => $"/admin/classes/{cohortId}";

    /// <summary>Where an administrator sees what the deletion of a class erases, and confirms it.</summary>
    public static string DeleteClass(Guid cohortId) => $"{OneClass(cohortId)}/delete";

    /// <summary>Where an administrator anonymises people of a class, or all of it.</summary>
    public static string Anonymise(Guid cohortId) => $"{OneClass(cohortId)}/anonymise";

    /// <summary>The list of what was erased or anonymised (<c>json</c>), its signature (<c>sig</c>), or the key that checks it
    /// (<c>pem</c>).</summary>
    public static string ErasureProof(Guid proofId, string form = "json") => $"/admin/erasures/{proofId}.{form}";

    /// <summary>Where the staff make the crews of a class.</summary>
    public static string Crews(Guid cohortId) => $"/class/{cohortId}/crews";

    /// <summary>A class as an archive.</summary>
    public static string ClassFile(Guid cohortId) => $"/class/{cohortId}/export.zip";

    /// <summary>The part of the audit log that is about a class.</summary>
    public static string AuditOf(Guid cohortId) => $"/audit?class={cohortId}";

    /// <summary>The audit log as a file; of the whole site without a class.</summary>
    public static string AuditFile(string format, Guid? cohortId) => $"/audit/log.{format}{(cohortId is { } id ? $"?class={id}" : "")}";

    /// <summary>Where staff go after they have signed in: past the choice of a class, which only those with several see.</summary>
    public static string ClassesOnTheWayTo(string? returnTo) =>
        returnTo is null ? Classes : $"{Classes}?returnTo={Uri.EscapeDataString(returnTo)}";

    /// <summary>Where the sign-in asks for a code; from there on to the path.</summary>
    public static string SecondFactorOnTheWayTo(string path) => $"{SecondFactor}?ReturnUrl={Uri.EscapeDataString(path)}";

    /// <summary>The sign-in page with the words that the sign-in has ended; from there on to the path, which is relative to the
    /// portal.</summary>
    public static string SignInAfterEnding(string path) => $"{SignIn}?ReturnUrl={Uri.EscapeDataString($"/{path}")}&{Ended}=true";

    /// <summary>The sign-in page with the offer to sign out at the provider, too.</summary>
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
