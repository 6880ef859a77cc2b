namespace IncidentTraining.Web.Startup;

/// <summary>The exit codes of the program; see <c>docs/operating.md</c>.</summary>
internal static class ExitCode
{
    public const int Stopped = 0;
    public const int ContentProblems = 1;
    public const int WrongUsage = 64; // EX_USAGE of sysexits.h
    public const int CannotWrite = 74; // EX_IOERR of sysexits.h
    public const int WrongSettings = 78; // EX_CONFIG of sysexits.h
}
