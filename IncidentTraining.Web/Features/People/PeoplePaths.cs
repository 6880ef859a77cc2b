namespace IncidentTraining.Web.Features.People;

/// <summary>The addresses of the People room.</summary>
internal static class PeoplePaths
{
    public const string SignIn = "/sign-in";
    public const string NotAllowed = "/not-allowed";
    public const string SignOut = "/sign-out";
    public const string Join = "/join";
    public const string SetUp = "/set-up";
    public const string DemonstrationSignIn = "/demonstration/sign-in";
    public const string ChooseClass = "/class/choose";
    public const string Theme = "/theme";

    /// <summary>Whether a POST to the path carries a passphrase or code that somebody might be guessing.</summary>
    public static bool TakeSecrets(PathString path) => path == SignIn || path == Join || path == SetUp;
}
