using System.Net;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Host;

public sealed class StartTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_start_prepares_a_demonstration_of_six_people_in_one_class()
    {
        await using var portal = new PortalFactory();
        await using var db = await portal.OpenDatabaseAsync();

        Assert.Equal(6, await db.Set<Person>().CountAsync(Ct));
        Assert.Equal(1, await db.Set<Cohort>().CountAsync(Ct));
        Assert.Equal(
            [ClassRole.Facilitator, ClassRole.Instructor, ClassRole.Trainee, ClassRole.Trainee, ClassRole.Trainee],
            (await db.Set<Membership>().Select(m => m.Role).ToListAsync(Ct)).OrderBy(role => role.ToString())
        );
    }

    [Fact]
    public async Task The_migrations_hold_every_table_and_column_of_the_model()
    {
        await using var portal = new PortalFactory();
        await using var db = await portal.OpenDatabaseAsync();
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task A_first_start_in_an_empty_folder_creates_the_schema()
    {
        using var folder = new TemporaryFolder();
        await using var portal = new PortalFactory(folder.Path, migrated: false);
        await using var db = await portal.OpenDatabaseAsync();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Ct));
        Assert.Equal(6, await db.Set<Person>().CountAsync(Ct));
    }

    [Fact]
    public async Task A_database_of_another_version_keeps_the_portal_from_starting()
    {
        using var folder = new TemporaryFolder();
        MigratedDatabase.CopyInto(folder.Path);
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "training.db")};Pooling=false"))
        {
            await connection.OpenAsync(Ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_FromTheFuture', '99.0')";
            await command.ExecuteNonQueryAsync(Ct);
        }

        var (exitCode, _, errors) = await Tool.RunAsync(
            "dotnet",
            "",
            Path.Combine(AppContext.BaseDirectory, "IncidentTraining.Web.dll"),
            "--urls",
            "http://127.0.0.1:0",
            "--Data:Directory",
            folder.Path
        );

        Assert.Equal(78, exitCode);
        Assert.Contains("was written by another version of the portal", errors);
        Assert.DoesNotContain(" at ", errors);
    }

    [Fact]
    public async Task A_second_start_keeps_all_data()
    {
        using var folder = new TemporaryFolder();
        string code;
        await using (var first = new PortalFactory(folder.Path))
        {
            await using var db = await first.OpenDatabaseAsync();
            code = (await db.Set<Cohort>().SingleAsync(Ct)).JoinCode;
            var joined = await first
                .Services.GetRequiredService<JoinClass>()
                .RunAsync(new JoinClass.Input(code, "Rosa Lind", "quiet amber lantern"), Ct);
            Assert.True(joined.Succeeded);
        }

        await using var second = new PortalFactory(folder.Path);
        await using var again = await second.OpenDatabaseAsync();
        Assert.Equal(code, (await again.Set<Cohort>().SingleAsync(Ct)).JoinCode);
        Assert.Equal(1, await again.Set<Person>().CountAsync(p => p.DisplayName == "Rosa Lind", Ct));
        Assert.Equal(7, await again.Set<Person>().CountAsync(Ct));
    }

    [Fact]
    public async Task Without_the_demonstration_nobody_has_an_account_and_the_set_up_code_makes_the_administrator_once()
    {
        await using var portal = new PortalFactory { Settings = { ["Demonstration:Enabled"] = "false" } };
        await using var db = await portal.OpenDatabaseAsync();
        Assert.Equal(0, await db.Users.CountAsync(Ct));
        Assert.True(portal.Services.GetRequiredService<SetUpCode>().IsOpen);

        var useCase = portal.Services.GetRequiredService<CreateAdministrator>();
        var wrong = await useCase.RunAsync(new("GUESS", "Mara", "seven wooden boats"), Ct);
        Assert.False(wrong.Succeeded);

        var code = portal.Services.GetRequiredService<SetUpCode>().Issue();
        Assert.True((await useCase.RunAsync(new(code, "Mara", "seven wooden boats"), Ct)).Succeeded);
        Assert.False((await useCase.RunAsync(new(code, "Mallory", "seven wooden boats"), Ct)).Succeeded);
        Assert.Equal(1, await db.Set<Person>().CountAsync(p => p.IsAdministrator, Ct));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_answers_without_a_sign_in(string path)
    {
        await using var portal = new PortalFactory();
        var answer = await portal.CreateClient().GetAsync(path, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task The_demonstrations_one_click_sign_in_does_not_exist_without_the_demonstration()
    {
        await using var portal = new PortalFactory { Settings = { ["Demonstration:Enabled"] = "false" } };
        var client = new PortalClient(portal.CreateClient());
        var answer = await client.PostFormAsync("/sign-in", "/demonstration/sign-in", new() { ["userName"] = "demo-administrator" });
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("demo-administrator", await client.Http.GetStringAsync("/sign-in", Ct));
    }
}
