namespace IncidentTraining.Web.Startup;

/// <summary>What the process answers to whoever started it.</summary>
internal static class ExitCode
{
    public const int Stopped = 0;
    public const int ContentProblems = 1;
    public const int WrongSettings = 78; // EX_CONFIG of sysexits.h
}
