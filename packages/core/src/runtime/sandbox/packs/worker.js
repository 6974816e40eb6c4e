/* global definePack -- given by the frame: takes exports by specifier */
import realm from 'codecraft:worker-realm';

definePack({'codecraft:worker': realm});
