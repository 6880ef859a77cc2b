using System.Net;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.Storage;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Host.Documents;

/// <summary>A full disk: SQLite itself refuses to grow the file, as it does on a full disk.</summary>
public sealed class FullDiskTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_a_full_disk_nothing_is_called_saved_nothing_stored_is_lost_and_saving_goes_on_when_there_is_room()
    {
        var disk = new FullDisk();
        await using var portal = new PortalFactory
        {
            ConfigureServices = services => services.ConfigureDbContext<TrainingDb>(options => options.AddInterceptors(disk)),
        };
        var actor = await portal.ActorAsync(Writing.Author);
        var id = (
            await portal.Services.GetRequiredService<StartDocument>().RunAsync(actor, new(await portal.CohortIdAsync(), "pir"), Ct)
        ).Value;
        var client = await portal.SignInAsync(Writing.Author);
        var token = await client.AntiforgeryTokenAsync($"/documents/{id}");
        Assert.Equal(HttpStatusCode.OK, (await PutAsync("kept", 1)).StatusCode);
        var large = new string('x', 150_000);

        disk.IsFull = true;
        var refused = await PutAsync(large, 2);
        Assert.Equal(HttpStatusCode.InternalServerError, refused.StatusCode);
        Assert.Equal("kept", await StoredAsync());

        disk.IsFull = false;
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(large, 2)).StatusCode);
        Assert.Equal(large, await StoredAsync());

        Task<HttpResponseMessage> PutAsync(string text, int version) =>
            client.Http.SendAsync(
                Writing.Request(HttpMethod.Put, $"/documents/{id}/draft", new { content = Writing.Body(text) }, token, version),
                Ct
            );

        async Task<string> StoredAsync() =>
            (await portal.Services.GetRequiredService<ReadDocument>().RunAsync(actor, id, Ct)).Value.Body.Section("summary").Text;
    }
}
