using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Startup;

namespace IncidentTraining.Tests.Host.Operating;

public sealed class DataFolderLockTests : IDisposable
{
    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task A_second_portal_on_a_data_folder_says_who_has_it_and_ends_and_the_folder_is_free_after_a_crash()
    {
        using var first = Start();
        await first.AddressAsync();

        using var second = Start();
        Assert.Equal(ExitCode.WrongSettings, await second.EndAsync());
        Assert.Contains($"in use by process {first.Id} on {Environment.MachineName}", second.Errors);
        Assert.DoesNotContain("   at ", second.Output + second.Errors);

        await first.KillAsync();
        using var third = Start();
        await third.AddressAsync();
    }

    private PortalProcess Start() => PortalProcess.Start(["--urls", "http://127.0.0.1:0", "--Data:Directory", _data.Path]);
}
