using IncidentTraining.Core.Content;
using IncidentTraining.Web.Features.Content;
using IncidentTraining.Web.Features.Curriculum.Recording;
using IncidentTraining.Web.Startup;

if (args is ["content", "check", ..])
{
    var folder = args.Skip(2).FirstOrDefault(argument => !argument.StartsWith('-'));
    return await new ContentCheckCommand(folder, args.Contains("--json") ? ContentCheckFormat.Json : ContentCheckFormat.Text).RunAsync(Console.Out, Console.Error);
}

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
