using IncidentTraining.Core.Content;
using IncidentTraining.Core.Incidents;
using IncidentTraining.Web.Features.Content;
using IncidentTraining.Web.Features.Curriculum.Recording;
using IncidentTraining.Web.Startup;

var builder = PortalHost.CreateBuilder(args);
if (!builder.TryReadSettings(out var settings))
{
    return ExitCode.WrongSettings;
}

builder.AddPlatform();
builder.AddStorage(settings);
builder.AddSecurity();
builder.AddPages();
builder.AddRooms();

var app = builder.Build();
app.UsePlatform();
app.UseSecurity();
app.MapHealth();
app.MapRooms();
app.MapPages();

if (ContentCheck.IsAskedFor(args))
{
    return ContentCheck.Run(app.Services.GetRequiredService<ContentReport>(), app.Services.GetRequiredService<RunScenarios>(), Console.Out) == 0 ? ExitCode.Stopped : ExitCode.ContentProblems;
}

if (RecordCommand.IsAskedFor(args))
{
    return RecordCommand.Run(app.Services.GetRequiredService<ContentFolder>(), args[2], Console.Out);
}

if (!await app.PrepareAsync(settings))
{
    return ExitCode.WrongSettings;
}

await app.RunAsync();
return ExitCode.Stopped;

/// <summary>The entry point; named so that the tests can start the real host.</summary>
public partial class Program;
