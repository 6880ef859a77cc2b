using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.Content.Formats;
using IncidentTraining.Web.Http;
using IncidentTraining.Web.Startup;
using IncidentTraining.Web.Startup.CommandLine;
using IncidentTraining.Web.Startup.Health;

var command = PortalCommand.Parse(args, Console.Out, Console.Error);
if (command.Verb is Verb.None)
{
    return command.ExitCode;
}

var serving = command.Verb is Verb.Serve;
var builder = PortalHost.CreateBuilder(command.Settings, serving);
if (!builder.TryReadSettings(serving, out var settings))
{
    return ExitCode.WrongSettings;
}

if (command.Verb is Verb.CheckContent)
{
    return await new ContentCheckCommand(settings.ContentDirectory, command.AsJson ? ContentCheckFormat.Json : ContentCheckFormat.Text)
    {
        Deep = command.Deep ? new DeepCheck() : null,
        Scenario = command.Scenario,
    }.RunAsync(Console.Out, Console.Error);
}

if (
    command.Verb
    is Verb.UpgradeContent
        or Verb.NewScenario
        or Verb.PlayScenario
        or Verb.PrintReference
        or Verb.PrintSchema
        or Verb.PrintDifficulty
)
{
    using var content = new ContentFolder(settings.ContentDirectory, TimeProvider.System);
    return command.Verb switch
    {
        Verb.UpgradeContent => UpgradeCommand.Run(content, ContentFormat.Product, Console.Out, Console.Error),
        Verb.NewScenario => NewScenarioCommand.Run(content, command.Scenario!, Console.Out, Console.Error),
        Verb.PlayScenario => new PlayCommand(content, Console.Out, Console.Error).Run(command.Scenario!, command.Seed),
        Verb.PrintSchema => SchemaCommand.Run(content, Console.Out),
        Verb.PrintDifficulty => DifficultyCommand.Run(content, Console.Out),
        _ => ReferenceCommand.Run(Console.Out, Console.Error),
    };
}

builder.AddPlatform();
builder.AddForwarding(settings);
builder.AddStorage(settings);
builder.AddSecurity();
builder.AddSignInProviders(settings);
builder.AddPages();
builder.AddRooms();
builder.AddHealth();

var app = builder.Build();
app.UsePlatform();
app.UseSecurity(settings);
app.MapHealth();
app.MapRooms();
app.MapPages();

return command.Verb switch
{
    Verb.RecordContent => RecordCommand.Run(app.Services.GetRequiredService<ContentFolder>(), command.Script, Console.Out),
    Verb.ResetAccount => await ResetCommand.RunAsync(app.Services, command.Account, Console.Out, Console.Error),
    _ => await app.ServeAsync(settings),
};

/// <summary>The entry point; named so that the tests can start the real host.</summary>
public partial class Program;
