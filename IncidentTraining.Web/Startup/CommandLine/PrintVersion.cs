using System.CommandLine;
using System.CommandLine.Invocation;
using IncidentTraining.Web.Settings;

namespace IncidentTraining.Web.Startup.CommandLine;

/// <summary>Prints the portal's version; the library would print the version of the host process, which differs in tests.</summary>
internal sealed class PrintVersion : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(PortalVersion.Text);
        return ExitCode.Stopped;
    }
}
